using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>The runtime's HTML check, under any of its names, on a response, content, text or bytes.</summary>
internal static class OwnCheck
{
    /// <summary>Prefixes of the check's method names. Code with none of them does not call the check.</summary>
    public static readonly string[] Names = { "CheckHtml", "CheckText", "CheckBytes" };

    public static bool Is(IInvocationOperation call, OAuthSymbols symbols)
    {
        var type = call.TargetMethod.ContainingType;
        return (type.Is(symbols.HtmlResponseExtensions) || type.Is(symbols.HtmlResponse))
            && symbols.Awaited(call.TargetMethod.ReturnType).Is(symbols.HtmlCheckResult);
    }

    /// <summary>Returns true for a name that a method of the check may have. Called before anything is bound.</summary>
    public static bool IsNamed(string method)
    {
        foreach (var name in Names)
        {
            if (method.StartsWith(name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
