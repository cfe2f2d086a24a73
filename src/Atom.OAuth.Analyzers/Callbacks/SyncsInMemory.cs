using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Methods that are named after a sync, but only compute values of objects in memory: <c>void SyncLowerNames()</c>, which a context calls before
/// it saves. They fetch nothing, and leave nothing to be fetched.
/// </summary>
internal static class SyncsInMemory
{
    /// <summary>
    /// Namespaces whose methods compute values. Those of collections are left out, as are entries that are set in one: they may be the work for later.
    /// </summary>
    public static readonly WordTable Namespaces = new(
        WordMatch.Whole, StringComparison.Ordinal, "System", "System.Linq", "System.Text", "System.Globalization", "System.Text.RegularExpressions");

    /// <summary>Calls that list the objects which are about to be saved; their library may not be referenced.</summary>
    public static readonly WordTable Listings = new(WordMatch.Whole, StringComparison.Ordinal, "Entries");

    /// <summary>Calls that convert a text, whose type may not be known either.</summary>
    public static readonly NameTable Conversions = new("^Trim $", "^To Lower", "^To Upper", "^To String $");

    public static bool AreRunBy(InvocationExpressionSyntax call, CalledMethods methods) =>
        methods.BodiesOf(call) is { Count: > 0 } bodies && bodies.All(run => OnlyComputes(run.Body, methods));

    private static bool OnlyComputes(SyntaxNode body, CalledMethods methods) =>
        body is MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } }
        && body.DescendantNodes().Any(static node => node is AssignmentExpressionSyntax { Left: not IdentifierNameSyntax { Identifier.ValueText: "_" } })
        && body.DescendantNodes().All(node => node switch
        {
            AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax or YieldStatementSyntax => false,
            AssignmentExpressionSyntax set => set.Left is not ElementAccessExpressionSyntax && !set.Right.IsKind(SyntaxKind.TrueLiteralExpression),
            InvocationExpressionSyntax inner => Computes(inner, methods),
            _ => true,
        });

    private static bool Computes(InvocationExpressionSyntax call, CalledMethods methods) =>
        Listings.Matches(call.CalledName())
        || (methods.Symbol(call) is { } method
            ? method.MethodKind != MethodKind.DelegateInvoke && method.ContainingNamespace is { } declaring && Namespaces.Matches(declaring.ToDisplayString())
            : Conversions.Matches(call.CalledName()));
}
