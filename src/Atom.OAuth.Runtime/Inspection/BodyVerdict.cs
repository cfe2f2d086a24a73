namespace Atom.OAuth.Inspection;

/// <summary>What the inspection of a body found.</summary>
/// <param name="Kind">What the body is.</param>
/// <param name="Title">The page's cleaned title, or <see langword="null"/>.</param>
internal readonly record struct BodyVerdict(ResponseBodyKind Kind, string? Title = null);
