"""Tags of the frame's templates."""
