using Atom.OAuth.Analyzers.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Recognizes refreshes sent in another project, if an editor provides its source.</summary>
internal sealed class RefreshesElsewhere
{
    /// <summary>The maximum depth of calls in which the request may be sent.</summary>
    private const int MaxCalls = 3;

    /// <summary>The maximum number of methods to search, except for those of the last level.</summary>
    private const int MaxBodies = 40;

    private readonly CalledMethods _methods;

    public RefreshesElsewhere(Compilation compilation) => _methods = new CalledMethods(compilation, followReferences: true);

    /// <summary>The methods of all projects whose source is available.</summary>
    public CalledMethods Methods => _methods;

    /// <summary>
    /// Determines whether a call sends a refresh and returns the response unchanged; null if its source is unavailable or sends none.
    /// If there are several implementations, one that does is enough.
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
