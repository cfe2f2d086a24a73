using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A state that a callback takes apart: it takes the content apart that the application put into the data of the checked state, and nothing else
/// changes. What only compares the state, or looks it up, gets the received one.
/// </summary>
internal static class ReadContentFix
{
    /// <summary>Gets the changes to try; none if no checked state is in scope, or the start puts no content into it.</summary>
    public static IEnumerable<IReadOnlyList<TextChange>> Candidates(StateSite site)
    {
        if (site.Finding.Problem != StateProblem.TakenApart || StateOf(site) is not { } received)
        {
            yield break;
        }

        // A test for emptiness asks for the content, which a request may lack: it is read where the checked state is in scope.
        var reads = site.Finding.Also.Where(place => place.SourceTree == site.Model.SyntaxTree)
            .Select(place => site.Root.FindNode(place.SourceSpan, getInnermostNodeForTie: true))
            .Prepend(site.Finding.Site)
            .SelectMany(place => ReadsIn(place, received, site.Model))
            .Distinct()
            .ToList();
        var tests = reads.Count == 0
            ? new List<ExpressionSyntax>()
            : UsesOf(site, received).FindAll(use => IsTestedForEmptiness(use) && TakenStateFix.Checked(use, site.Model) is not null);
        reads = reads.Union(tests)
            .OrderBy(static read => read.SpanStart)
            .ToList();
        if (reads.Count == 0
            || ChangedVariable.IsIn(site.Finding.Function, received.Name)
            || UsesOf(site, received).Exists(use => !reads.Contains(use) && !IsOfWhole(use, site.Model) && !IsGuard(use))
            || ReadContent.IsTrusted(reads, site.Model)
            || FlowContent.IsPutInBy(site) is false)
        {
            yield break;
        }

        var states = reads.ConvertAll(read => TakenStateFix.Checked(read, site.Model));
        if (!states.Contains(null))
        {
            foreach (var mark in new[] { string.Empty, "!" })
            {
                yield return reads.Select((read, at) => new TextChange(read.Span, $"{states[at]}.Data{(tests.Contains(read) ? string.Empty : mark)}")).ToList();
            }
        }
    }

    /// <summary>Gets the parameter or variable with the received state, which must be text.</summary>
    private static ISymbol? StateOf(StateSite site) =>
        VariablesInScope.At(site.Finding.Site, site.Model)
            .Where(static symbol => symbol.Kind is SymbolKind.Local or SymbolKind.Parameter
                && StateNames.IsStateName(symbol.Name)
                && VariablesInScope.TypeOf(symbol).SpecialType == SpecialType.System_String)
            .Take(2).ToList() is [var only] ? only : null;

    private static List<ExpressionSyntax> UsesOf(StateSite site, ISymbol received) =>
        site.Finding.Function.TokensNamed(received.Name).Select(static token => token.Parent).OfType<IdentifierNameSyntax>()
            .Where(name => Is(name, received, site.Model))
            .ToList<ExpressionSyntax>();

    /// <summary>
    /// Recognizes a use that does not depend on the content: a comparison with the state that was sent, a log, and the check itself. A call that
    /// looks something up may need either the content or the state that was sent.
    /// </summary>
    private static bool IsOfWhole(ExpressionSyntax use, SemanticModel model) => StateComparison.Of(use, model) is not null || use.Parent switch
    {
        InterpolationSyntax { Parent.Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } => LogCalls.Contains(call.CalledName()),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } =>
            LogCalls.Contains(call.CalledName()) || call.CalledName() is "ParseAsync" or "GetCookieName" or "nameof",
        _ => false,
    };

    private static bool IsTestedForEmptiness(ExpressionSyntax use) => use.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } both =>
            IsEmpty(both.Left == use ? both.Right : both.Left),
        IsPatternExpressionSyntax { Pattern: var pattern } =>
            pattern.ToString() is "null" or "not null" or "\"\"" or "not \"\"" or "null or \"\"" or "{ Length: > 0 }",
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } =>
            call.CalledName() is var name
            && (name.StartsWith("IsNull", StringComparison.Ordinal) || name.StartsWith("ThrowIfNull", StringComparison.Ordinal)),
        _ => false,
    };

    private static bool IsEmpty(ExpressionSyntax value) =>
        value.IsKind(SyntaxKind.NullLiteralExpression) || value.ToString() is "\"\"" or "string.Empty" or "String.Empty";

    /// <summary>Recognizes a test for emptiness that ends the function, or throws, before the state is checked.</summary>
    private static bool IsGuard(ExpressionSyntax use) =>
        IsTestedForEmptiness(use)
        && (use.FirstAncestorOrSelf<StatementSyntax>() switch
        {
            IfStatementSyntax { Else: null } test => test.Condition.Span.Contains(use.Span) && Ends(test.Statement),
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => call.CalledName().StartsWith("ThrowIf", StringComparison.Ordinal),
            _ => false,
        });

    private static bool Ends(StatementSyntax? statement) => statement switch
    {
        BlockSyntax block => Ends(block.Statements.LastOrDefault()),
        ReturnStatementSyntax or ThrowStatementSyntax => true,
        _ => false,
    };

    /// <summary>Gets the uses of the state in a place, or in the value of a variable that is used there.</summary>
    private static IEnumerable<ExpressionSyntax> ReadsIn(SyntaxNode place, ISymbol received, SemanticModel model)
    {
        var names = place.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().ToList();
        var direct = names.FindAll(name => Is(name, received, model));
        return direct.Count > 0 ? direct : names
            .Where(name => model.GetSymbolInfo(name).Symbol is ILocalSymbol)
            .Select(static name => StateTracer.MakerOf(name))
            .OfType<ExpressionSyntax>()
            .SelectMany(static made => made.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            .Where(name => Is(name, received, model));
    }

    private static bool Is(IdentifierNameSyntax name, ISymbol received, SemanticModel model) =>
        SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, received);
}
