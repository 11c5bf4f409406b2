"""The tables of mutual aid."""

from taizhang.kernel.parts import Part
from taizhang.mutualaid.models.claim import Appeal, Award, Claim, ClaimStep, Expense, Payment
from taizhang.mutualaid.models.enrolment import Enrolment
from taizhang.mutualaid.models.health import CheckDay, Examination, HealthCheck, PollOption
from taizhang.mutualaid.models.leave import Quota, Stay
from taizhang.mutualaid.models.product import Benefit, Category, Edition, Product, Season

__all__ = [
    "Appeal", "Award", "Benefit", "Category", "CheckDay", "Claim", "ClaimStep", "Edition", "Enrolment", "Examination", "Expense",
    "HealthCheck", "Part", "Payment", "PollOption", "Product", "Quota", "Season", "Stay",
]  # fmt: skip
