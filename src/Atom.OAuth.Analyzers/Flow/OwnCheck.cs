using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>The runtime's HTML check, by whatever name it is called on response, content, text or bytes.</summary>
internal static class OwnCheck
{
    public static bool Is(IInvocationOperation call, OAuthSymbols symbols)
    {
        var type = call.TargetMethod.ContainingType;
        return (type.Is(symbols.HtmlResponseExtensions) || type.Is(symbols.HtmlResponse))
            && symbols.Awaited(call.TargetMethod.ReturnType).Is(symbols.HtmlCheckResult);
    }
}
