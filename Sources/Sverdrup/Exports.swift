// One import for researchers: the stages and the types between them.
@_exported public import ObservationModel
@_exported public import Reading
@_exported public import Resampling
@_exported public import Seawater
@_exported public import Summary
