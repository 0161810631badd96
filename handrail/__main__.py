"""`python -m handrail`: the same as the `handrail` command."""

import sys

from handrail.site.commands import main

sys.exit(main())
