"""How long a search takes, at engine level, in a database of its own.

    DJANGO_SETTINGS_MODULE=config.settings.test python tests/bench/bench_search.py [ENTRIES]

Entries are synthetic and the same at each run; words are drawn with the skew of real sheets.
"""

import random
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]

SEED = 20261122
COMMON = [
    "servizio",
    "domanda",
    "persona",
    "comune",
    "famiglia",
    "documento",
    "sportello",
    "anziano",
]
MEDIUM = [
    "isee",
    "affitto",
    "badante",
    "contributo",
    "mensa",
    "scuola",
    "invalidità",
    "trasporto",
]
RARE = [
    "telesoccorso",
    "sovraindebitamento",
    "antitratta",
    "idoneità",
    "spazio",
    "neutro",
]
MIX = ["isee", "contributo affitto", "dove faccio l'isee", "telesoccorso", "famiglia"]
MIX += ["persona anziana comune", "sovraindebitamento", "mensa scuola contributo"]
MIX += ["badante per mia mamma", "afitto contributo", "documento domanda servizio"]
ROUNDS = 20


def entries(number):
    """Synthetic sheets: 80 words, of which 10 are known ones."""
    from core.search_entry import SearchEntry

    rng = random.Random(SEED)
    filler = [f"parola{n}" for n in range(5000)]
    odds = [1 / (n + 1) for n in range(5000)]

    def some(k):
        known = rng.choices(
            [*COMMON, *MEDIUM, *RARE], [30] * 8 + [8] * 8 + [1] * 6, k=k
        )
        return " ".join(known)

    for n in range(1, number + 1):
        yield SearchEntry(
            page_id=n,
            kind=rng.choice(["service", "service", "desk", "organisation"]),
            title=f"{some(2)} {rng.choice(filler)}",
            url=f"/servizi/{n}/",
            summary=some(3),
            citizen_words=(some(2),),
            names=(rng.choice(filler),),
            text=" ".join(rng.choices(filler, odds, k=70)) + " " + some(3),
            facets={
                "bisogno": (f"b{rng.randrange(12)}", f"b{rng.randrange(12)}"),
                "per": (f"p{rng.randrange(8)}",),
                "comune": (f"c{rng.randrange(40)}",),
                "categoria": (f"k{rng.randrange(14)}",),
            },
        )


def measure(engine):
    """Milliseconds of each search of the mix, `ROUNDS` times."""
    from search.request import SearchRequest

    times = []
    for n in range(ROUNDS):
        for text in MIX:
            filters = {"per": ("p1", "p2")} if n % 2 else {}
            begun = time.perf_counter()
            engine.search(SearchRequest(text, filters=filters))
            times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)


def main():
    import django

    django.setup()
    from django.db import connection

    from search.engines import current_engine

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    name = connection.creation.create_test_db(0, autoclobber=True, serialize=False)
    try:
        engine, everything = current_engine(), list(entries(number))
        begun = time.perf_counter()
        for start in range(0, number, 500):
            engine.index(everything[start : start + 500])
        rate = number / (time.perf_counter() - begun)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        times = measure(engine)
        print(f"{connection.vendor}: {number} entries, {rate:.0f} entries/s indexed")
        p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
        print(f"search p50 {p50:.1f} ms, p95 {p95:.1f} ms, max {times[-1]:.1f} ms")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
