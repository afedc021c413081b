"""Names of what is logged, and the words of the log. Places of people are never logged."""

SAVE, PUBLISH, DELETE = "training.save", "training.publish", "training.delete"
SESSION, CANCEL = "training.session", "training.cancel"
MATERIAL, ATTENDANCE = "training.material", "training.attendance"

WORDS = {
    SAVE: "Corso salvato",
    PUBLISH: "Corso pubblicato",
    DELETE: "Corso eliminato",
    SESSION: "Incontro di formazione salvato",
    CANCEL: "Incontro di formazione annullato",
    MATERIAL: "Materiale di un corso cambiato",
    ATTENDANCE: "Presenze di un incontro segnate",
}
