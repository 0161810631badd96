"""The rule language, FEEL of the DMN standard: parse, check, evaluate and explain rules; no storage."""

from handrail.feel.errors import FeelSyntaxError
from handrail.feel.explain import Explanation
from handrail.feel.expression import Expression, UnaryTests, parse, parse_tests
from handrail.feel.json_form import NotAValue, from_feel, to_feel
from handrail.feel.problem import Checked, Problem
from handrail.feel.rows import DecisionRows
from handrail.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    NULL,
    NUMBER,
    STRING,
    TIME,
    YEARS_DURATION,
    Choice,
    ContextType,
    ListType,
    RangeType,
    Type,
)
from handrail.feel.values import Range, Value, YearsMonths

__all__ = [
    "ANY",
    "BOOLEAN",
    "DATE",
    "DATE_TIME",
    "DAYS_DURATION",
    "NULL",
    "NUMBER",
    "STRING",
    "TIME",
    "YEARS_DURATION",
    "Checked",
    "Choice",
    "ContextType",
    "DecisionRows",
    "Explanation",
    "Expression",
    "FeelSyntaxError",
    "ListType",
    "NotAValue",
    "Problem",
    "Range",
    "RangeType",
    "Type",
    "UnaryTests",
    "Value",
    "YearsMonths",
    "from_feel",
    "parse",
    "parse_tests",
    "to_feel",
]
