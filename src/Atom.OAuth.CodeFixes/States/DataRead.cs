using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// The callback of a <see cref="DataFlow"/>: what it does with the received state, it does with the data of the checked one, which is the same text.
/// </summary>
internal static class DataRead
{
    private static readonly string[] Tests = { "IsNullOrEmpty", "IsNullOrWhiteSpace" };

    private static readonly string[] Protector = { "ParseAsync", "GetCookieName" };

    /// <summary>Gets the changes to try; none if the flow carries no data, or no checked state is in scope at one of the uses.</summary>
    public static IEnumerable<IReadOnlyList<TextChange>> Candidates(StateSite site)
    {
        if (site.Finding.Problem != StateProblem.TakenApart
            || StateProvider.IdOf(site.Finding, site.Model) is not { } provider
            || Uses(site) is not { Count: > 0 } uses
            || !DataFlow.Is(site, provider))
        {
            yield break;
        }

        foreach (var mark in new[] { string.Empty, "!" })
        {
            yield return uses.ConvertAll(use => new TextChange(use.Name.Span, $"{use.State}.Data{(IsTest(use.Name) ? string.Empty : mark)}"));
        }
    }

    /// <summary>Gets all uses of the received state after the check, with the variable of the checked one; null if another use would keep the received.</summary>
    private static List<(IdentifierNameSyntax Name, string State)>? Uses(StateSite site)
    {
        var (function, model) = (site.Finding.Function, site.Model);
        if (VariableOf(site.Finding.Site, model) is not { } variable
            || !site.Finding.Also.All(place => place.SourceTree == model.SyntaxTree && function.Span.Contains(place.SourceSpan)))
        {
            return null;
        }

        List<(IdentifierNameSyntax, string)> uses = new();
        foreach (var name in function.TokensNamed(variable.Name).Select(static token => token.Parent).OfType<IdentifierNameSyntax>())
        {
            if (!variable.Is(model.GetSymbolInfo(name).Symbol) || IsOfProtector(name))
            {
                continue;
            }

            if (IsChanged(name))
            {
                return null;
            }

            if (TakenStateFix.Checked(name, model) is { } state)
            {
                uses.Add((name, state));
            }
            else if (!IsTest(name) && !StateReading.IsTold(name))
            {
                return null;
            }
        }

        return uses;
    }

    /// <summary>Gets the variable with the state that a place uses.</summary>
    private static ISymbol? VariableOf(SyntaxNode place, SemanticModel model) =>
        TakenStateFix.Read(place) is { } read && model.GetSymbolInfo(read).Symbol is ILocalSymbol or IParameterSymbol ? model.GetSymbolInfo(read).Symbol : null;

    private static bool IsOfProtector(IdentifierNameSyntax name) =>
        name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && Array.IndexOf(Protector, call.CalledName()) >= 0;

    private static bool IsChanged(IdentifierNameSyntax name) =>
        name.Parent is ArgumentSyntax { RefOrOutKeyword.RawKind: not 0 }
        || (name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name);

    /// <summary>Recognizes a test whether there is a state.</summary>
    private static bool IsTest(IdentifierNameSyntax name) => name.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => Array.IndexOf(Tests, call.CalledName()) >= 0,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression, Right: LiteralExpressionSyntax other } =>
            other.IsKind(SyntaxKind.NullLiteralExpression),
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax } } pattern =>
            pattern.Pattern.DescendantNodes().Any(static node => node.IsKind(SyntaxKind.NullLiteralExpression)),
        _ => false,
    };
}
