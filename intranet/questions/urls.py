"""Addresses below /intranet/domande/."""

from django.urls import path

from intranet.questions.views import (
    AskView,
    QuestionsView,
    QuestionView,
    ReopenView,
    SimilarView,
    SolveView,
    ToFaqView,
    WithdrawAnswerView,
    WithdrawView,
)

urlpatterns = [
    path("", QuestionsView.as_view(), name="questions"),
    path("chiedi/", AskView.as_view(), name="question_ask"),
    path("simili/", SimilarView.as_view(), name="questions_similar"),
    path(
        "risposte/<key:pk>/togli/",
        WithdrawAnswerView.as_view(),
        name="answer_withdraw",
    ),
    path("<key:pk>/", QuestionView.as_view(), name="question"),
    path("<key:pk>/risolta/", SolveView.as_view(), name="question_solve"),
    path("<key:pk>/riapri/", ReopenView.as_view(), name="question_reopen"),
    path("<key:pk>/ritira/", WithdrawView.as_view(), name="question_withdraw"),
    path("<key:pk>/frequente/", ToFaqView.as_view(), name="question_to_faq"),
]
