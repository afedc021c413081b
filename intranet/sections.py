SECTIONS: tuple[Section, ...] = (
    Section("Referenti", "referents", "Chi chiamare negli altri enti."),
    Section(
        "Formazione", "training", "I prossimi incontri, i tuoi posti, i materiali."
    ),
)
