using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Code that sends a token request more than once.</summary>
/// <param name="Place">The code that repeats it: the registration of a handler, the call of a policy or helper, or the call in a loop.</param>
/// <param name="By">Its name in the message.</param>
/// <param name="Sent">The repeated requests.</param>
internal sealed record ResentRequest(SyntaxNode Place, string By, IReadOnlyList<TokenSend> Sent)
{
    /// <summary>The registration of the standard handler, which can exclude POST; null for everything else.</summary>
    public InvocationExpressionSyntax? StandardHandler { get; init; }

    /// <summary>The standard handler resends it, even if a method of another project adds it.</summary>
    public bool IsStandardHandler { get; init; }
}
