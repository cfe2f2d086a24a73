namespace Atom.OAuth.Inspection;

/// <summary>Decides what a body is: by its shape first, by its content type only if the shape leaves it open.</summary>
internal static class ResponseBodyClassifier
{
    /// <summary>Classifies a body by its first bytes.</summary>
    /// <param name="text">The bytes read so far, as UTF-8 and without a byte order mark.</param>
    /// <param name="label">The content headers.</param>
    /// <param name="complete">Whether no more bytes follow.</param>
    /// <returns>The kind, or <see langword="null"/> if more bytes are needed.</returns>
    public static ResponseBodyKind? Classify(ReadOnlySpan<byte> text, in ContentLabel label, bool complete)
        => BodyShapeDetector.Detect(text, complete) is BodyShape shape ? Decide(shape, label) : null;

    /// <summary>The decision table.</summary>
    private static ResponseBodyKind Decide(BodyShape shape, in ContentLabel label) => shape switch
    {
        // A token response with a wrong content type still has the token: rejecting it loses the credential.
        BodyShape.Json => ResponseBodyKind.Json,
        BodyShape.Html => ResponseBodyKind.Html,
        BodyShape.Nothing => ResponseBodyKind.Empty,
        BodyShape.OAuthForm => ResponseBodyKind.Form,
        BodyShape.Compressed => ResponseBodyKind.Compressed,
        BodyShape.Binary => ResponseBodyKind.Unknown,

        _ => (shape, label.Media) switch
        {
            (BodyShape.Xml, MediaKind.Html) => ResponseBodyKind.Html,
            (BodyShape.Xml, _) => ResponseBodyKind.Xml,

            (BodyShape.Scalar, MediaKind.Json) => ResponseBodyKind.JsonScalar,
            (BodyShape.Scalar, _) => ResponseBodyKind.Text,

            (BodyShape.GuardedJson, MediaKind.Json or MediaKind.Other) => ResponseBodyKind.JsonGuarded,
            (BodyShape.Jsonp, MediaKind.Json or MediaKind.Other) => ResponseBodyKind.Jsonp,
            (BodyShape.GuardedJson or BodyShape.Jsonp, _) => ResponseBodyKind.Unknown,

            // Some pages do not start with a tag: then only the content type identifies them.
            (_, MediaKind.Html) => ResponseBodyKind.Html,
            (BodyShape.Pairs, MediaKind.Form) => ResponseBodyKind.Form,
            _ => ResponseBodyKind.Text,
        },
    };
}
