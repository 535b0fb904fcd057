"""The real cell, with the trap among its channels."""

from office import trap

from router import cell

trap.register()
cell.main()
