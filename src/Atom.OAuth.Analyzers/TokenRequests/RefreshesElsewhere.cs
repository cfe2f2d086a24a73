using Atom.OAuth.Analyzers.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Refreshes whose request is sent in another project, where an editor shows its source.</summary>
internal sealed class RefreshesElsewhere
{
    /// <summary>Methods from the call on in which the request may be sent.</summary>
    private const int MaxCalls = 3;

    private readonly CalledMethods _methods;

    public RefreshesElsewhere(Compilation compilation) => _methods = new CalledMethods(compilation, followReferences: true);

    /// <summary>
    /// Whether a call sends a refresh and hands its answer on as it came; null where its code is not seen, and where nothing in it tells.
    /// </summary>
    public bool? IsRefresh(InvocationExpressionSyntax call)
    {
        var bodies = Reached(call).ToList();
        return bodies.Exists(AnswerUse.HasFallback) ? false
            : bodies.Exists(static body => TokenSends.In(body).Any(static send => (send.Grants & Grants.RefreshToken) != 0)) ? true
            : null;
    }

    private HashSet<SyntaxNode> Reached(InvocationExpressionSyntax call)
    {
        HashSet<SyntaxNode> reached = new();
        var calls = new List<InvocationExpressionSyntax> { call };
        for (var callsLeft = MaxCalls; callsLeft > 0 && calls.Count > 0; callsLeft--)
        {
            calls = calls.SelectMany(_methods.Of).Select(static called => called.Body).Where(reached.Add)
                .SelectMany(static body => body.DescendantNodes().OfType<InvocationExpressionSyntax>())
                .ToList();
        }

        return reached;
    }
}
