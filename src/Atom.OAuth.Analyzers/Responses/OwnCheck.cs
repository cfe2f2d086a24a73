using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>The runtime's HTML check, by whatever name it is called on response, content, text or bytes.</summary>
internal static class OwnCheck
{
    /// <summary>How the names of the check's methods start. Code without one of these has no check of ours.</summary>
    public static readonly string[] Names = { "CheckHtml", "CheckText", "CheckBytes" };

    public static bool Is(IInvocationOperation call, OAuthSymbols symbols)
    {
        var type = call.TargetMethod.ContainingType;
        return (type.Is(symbols.HtmlResponseExtensions) || type.Is(symbols.HtmlResponse))
            && symbols.Awaited(call.TargetMethod.ReturnType).Is(symbols.HtmlCheckResult);
    }

    /// <summary>True for a name that a method of the check may have: asked before anything is bound.</summary>
    public static bool IsNamed(string method) => Array.Exists(Names, name => method.StartsWith(name, StringComparison.Ordinal));
}
