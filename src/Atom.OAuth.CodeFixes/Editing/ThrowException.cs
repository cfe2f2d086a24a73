using Atom.OAuth.CodeFixes.Fixing;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Throws what HttpClient itself throws, so that the handlers that are there already apply.</summary>
internal sealed class ThrowException : IPageFailure
{
    public static readonly ThrowException Instance = new();

    public string? Statement(FixSite site, EnclosingFunction function, bool isAsync, string message, Imports imports) =>
        site.Model.Compilation.GetTypeByMetadataName("System.Net.Http.HttpRequestException") is { } exception
            ? $"throw new {imports.Name(exception)}({message});"
            : null;
}
