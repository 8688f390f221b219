// One import for researchers: the stages, what joins them, and the types between them.
@_exported public import Conventions
@_exported public import Ledger
@_exported public import NetCDFFile
@_exported public import ObservationModel
@_exported public import Pipeline
@_exported public import Reading
@_exported public import Resampling
@_exported public import Seawater
@_exported public import Summary
@_exported public import Validation
@_exported public import Writing
