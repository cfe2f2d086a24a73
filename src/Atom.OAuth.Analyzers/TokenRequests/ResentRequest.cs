using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Something that sends a token request more than once.</summary>
/// <param name="Place">What sends it again: the handler that is added, the policy or helper that runs it, the call in a loop.</param>
/// <param name="By">What that is called in the message.</param>
/// <param name="Sent">The requests.</param>
internal sealed record ResentRequest(SyntaxNode Place, string By, IReadOnlyList<TokenSend> Sent)
{
    /// <summary>The call of the standard handler, which can leave a POST out; null for everything else.</summary>
    public InvocationExpressionSyntax? StandardHandler { get; init; }
}
