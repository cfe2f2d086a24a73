using Atom.OAuth.Analyzers.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Refreshes whose request is sent in another project, where an editor shows its source.</summary>
internal sealed class RefreshesElsewhere
{
    /// <summary>Methods from the call on in which the request may be sent.</summary>
    private const int MaxCalls = 3;

    /// <summary>Methods that are looked into at most, but for those of the last call.</summary>
    private const int MaxBodies = 40;

    private readonly CalledMethods _methods;

    public RefreshesElsewhere(Compilation compilation) => _methods = new CalledMethods(compilation, followReferences: true);

    /// <summary>
    /// Whether a call sends a refresh and hands its answer on as it came; null where its code is not seen, and where nothing in it tells. Of
    /// several implementations one that does is enough.
    /// </summary>
    public bool? IsRefresh(InvocationExpressionSyntax call)
    {
        var sending = _methods.Of(call).Select(called => Reached(called.Body)).Where(static bodies => bodies.Any(Sends)).ToList();
        return sending.Count == 0 ? null : sending.Exists(static bodies => !bodies.Any(AnswerUse.HasFallback));
    }

    private static bool Sends(SyntaxNode body) => TokenSends.In(body).Any(static send => (send.Grants & Grants.RefreshToken) != 0);

    private HashSet<SyntaxNode> Reached(SyntaxNode body)
    {
        HashSet<SyntaxNode> reached = new() { body };
        var added = new List<SyntaxNode> { body };
        for (var callsLeft = MaxCalls; callsLeft > 1 && added.Count > 0 && reached.Count < MaxBodies; callsLeft--)
        {
            added = added.SelectMany(static code => code.DescendantNodes().OfType<InvocationExpressionSyntax>())
                .SelectMany(_methods.Of)
                .Select(static called => called.Body)
                .Where(reached.Add)
                .ToList();
        }

        return reached;
    }
}
