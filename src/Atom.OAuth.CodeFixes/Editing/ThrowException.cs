using Atom.OAuth.CodeFixes.Fixing;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Throws the exception that HttpClient itself throws, so that existing handlers apply.</summary>
internal sealed class ThrowException : IPageFailure
{
    public static readonly ThrowException Instance = new();

    public string? Statement(FixSite site, EnclosingFunction function, bool isAsync, string message, Imports imports) =>
        site.Model.Compilation.GetTypeByMetadataName("System.Net.Http.HttpRequestException") is { } exception
            ? $"throw new {imports.Name(exception)}({message});"
            : null;
}
