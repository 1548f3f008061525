# Words of the feeds (Atom), in the portal's main language.

feed-sample = Sample data: names and figures are invented
feed-correction = Correction: { $title }
feed-why = Reason: { $why }
feed-figures = Key figures: { $figures }
feed-corrected = { $figure }: was { $before }, is { $after }
feed-blank = blank
