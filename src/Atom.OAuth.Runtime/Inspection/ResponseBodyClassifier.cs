namespace Atom.OAuth.Inspection;

/// <summary>The one place that decides what a body is: its shape first, its label only where the shape leaves it open.</summary>
internal static class ResponseBodyClassifier
{
    /// <summary>Decides by the first bytes of a body.</summary>
    /// <param name="text">The bytes read so far, as UTF-8 and without a byte order mark.</param>
    /// <param name="label">What the content says about itself.</param>
    /// <param name="complete">Whether no more bytes follow.</param>
    /// <returns>The kind, or <see langword="null"/> when more bytes are needed.</returns>
    public static ResponseBodyKind? Classify(ReadOnlySpan<byte> text, in ContentLabel label, bool complete)
        => BodyShapeDetector.Detect(text, complete) switch
        {
            null => null,
            // By far the most frequent case, and no label can change it: a mislabelled token response is still the token.
            BodyShape.Json => ResponseBodyKind.Json,
            BodyShape shape => Decide(shape, label.Media),
        };

    /// <summary>The decision table.</summary>
    public static ResponseBodyKind Decide(BodyShape shape, MediaKind label) => (shape, label) switch
    {
        (BodyShape.Nothing, _) => ResponseBodyKind.Empty,
        (BodyShape.Json, _) => ResponseBodyKind.Json,
        (BodyShape.Html, _) => ResponseBodyKind.Html,
        (BodyShape.OAuthForm, _) => ResponseBodyKind.Form,
        (BodyShape.Compressed, _) => ResponseBodyKind.Compressed,
        (BodyShape.Binary, _) => ResponseBodyKind.Unknown,

        (BodyShape.Xml, MediaKind.Html) => ResponseBodyKind.Html,
        (BodyShape.Xml, _) => ResponseBodyKind.Xml,

        (BodyShape.Scalar, MediaKind.Json) => ResponseBodyKind.JsonScalar,
        (BodyShape.Scalar, _) => ResponseBodyKind.Text,

        (BodyShape.GuardedJson, MediaKind.Json or MediaKind.Other) => ResponseBodyKind.JsonGuarded,
        (BodyShape.GuardedJson, _) => ResponseBodyKind.Unknown,
        (BodyShape.Jsonp, MediaKind.Json or MediaKind.Other) => ResponseBodyKind.Jsonp,
        (BodyShape.Jsonp, _) => ResponseBodyKind.Unknown,

        // There are pages without a single tag at their start: here the label is all there is.
        (_, MediaKind.Html) => ResponseBodyKind.Html,
        (BodyShape.Pairs, MediaKind.Form) => ResponseBodyKind.Form,
        _ => ResponseBodyKind.Text,
    };
}
