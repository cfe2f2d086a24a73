using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Explains why a function is an OAuth callback: the code it takes, the exchange and the save. Created only for diagnostics.</summary>
internal static class CallbackEvidence
{
    /// <summary>Longer names are omitted.</summary>
    private const int LongestName = 60;

    public static IReadOnlyList<ReportEvidence> Of(OAuthCallback callback)
    {
        var evidence = new List<ReportEvidence>();
        Add(evidence, callback, PlaceOf(callback.Code, callback), "takes the code");
        Add(evidence, callback, callback.Exchange, "exchanges it");
        Add(evidence, callback, callback.Save, "saves the connection");
        return evidence;
    }

    private static void Add(List<ReportEvidence> evidence, OAuthCallback callback, SyntaxNode? place, string what)
    {
        // Nodes created for a fix are in no file.
        if (place is not null && place.SyntaxTree == callback.Node.SyntaxTree)
        {
            evidence.Add(new ReportEvidence(place.GetLocation(), NameOf(place) is { } name ? $"{what}: {name}" : what));
        }
    }

    /// <summary>Gets the parameter that holds the code, or the expression that reads it.</summary>
    private static SyntaxNode? PlaceOf(ExpressionSyntax? code, OAuthCallback callback) => code switch
    {
        IdentifierNameSyntax name =>
            CallbackCandidate.ParametersOf(callback.Node).FirstOrDefault(parameter => parameter.Identifier.ValueText == name.Identifier.ValueText),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax bound } =>
            CallbackCandidate.ParametersOf(callback.Node).FirstOrDefault(parameter => parameter.Identifier.ValueText == bound.Identifier.ValueText),
        _ => code,
    };

    private static string? NameOf(SyntaxNode place)
    {
        var name = place switch
        {
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
            InvocationExpressionSyntax { Expression: SimpleNameSyntax called } => called.Identifier.ValueText,
            ObjectCreationExpressionSyntax creation => creation.Type.ToString(),
            AssignmentExpressionSyntax assignment => assignment.Left.ToString(),
            _ => null,
        };
        return name is { Length: > 0 and <= LongestName } ? name : null;
    }
}
