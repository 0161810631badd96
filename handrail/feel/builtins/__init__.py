"""The built-in functions of rules, one explicit table; one file per family says what each does."""

from handrail.feel.builtins.contexts import CONTEXT_FUNCTIONS
from handrail.feel.builtins.conversion import CONVERSION_FUNCTIONS
from handrail.feel.builtins.dates import DATE_FUNCTIONS
from handrail.feel.builtins.lists import LIST_FUNCTIONS
from handrail.feel.builtins.numbers import NUMBER_FUNCTIONS
from handrail.feel.builtins.ranges import RANGE_FUNCTIONS
from handrail.feel.builtins.signature import Function, Param, Signature
from handrail.feel.builtins.strings import STRING_FUNCTIONS

FUNCTIONS: dict[str, Function] = {
    function.name: function
    for family in (
        CONVERSION_FUNCTIONS,
        STRING_FUNCTIONS,
        NUMBER_FUNCTIONS,
        LIST_FUNCTIONS,
        CONTEXT_FUNCTIONS,
        DATE_FUNCTIONS,
        RANGE_FUNCTIONS,
    )
    for function in family
}

__all__ = ["FUNCTIONS", "Function", "Param", "Signature"]
