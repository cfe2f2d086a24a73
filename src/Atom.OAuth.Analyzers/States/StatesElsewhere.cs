using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>
/// Recognizes states that code outside of the project makes. A build passes only the assemblies of other projects: whether a protector makes the
/// state is not visible here, and the project that makes one by hand is reported itself.
/// </summary>
internal static class StatesElsewhere
{
    /// <summary>Services that make states, by the name of the type or of the method.</summary>
    private static readonly NameTable Makers = new("State", "Correlation");

    /// <summary>Libraries whose members say by their names what they return.</summary>
    private static readonly string[] Platforms = { "System", "Microsoft" };

    /// <summary>A service of another project, behind an interface: <c>states.GenerateState()</c>.</summary>
    public static bool AreMadeBy(IMethodSymbol method, SourceMethods methods) =>
        method.ContainingType is { TypeKind: TypeKind.Interface } service
        && (Makers.Matches(method.Name) || Makers.Matches(service.Name))
        && IsElsewhere(service, methods);

    /// <summary>The state in a record of another project: <c>session.State</c>.</summary>
    public static bool AreKeptIn(IPropertySymbol member, SourceMethods methods) =>
        StateNames.IsStateName(member.Name) && IsElsewhere(member.ContainingType, methods);

    /// <summary>The state in a dictionary that the caller fills: <c>values["state"]</c>. One that is bound to the request has an attribute.</summary>
    public static bool AreEntriesOf(ISymbol? dictionary, ElementAccessExpressionSyntax entry) =>
        dictionary is IParameterSymbol { Type.Name: "Dictionary" or "IDictionary" or "IReadOnlyDictionary" } parameter
        && parameter.GetAttributes().IsEmpty
        && entry.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: StateNames.State } }];

    private static bool IsElsewhere(INamedTypeSymbol type, SourceMethods methods) =>
        type.TypeKind != TypeKind.Error
        && !type.DeclaringSyntaxReferences.Any(part => methods.Contains(part.SyntaxTree))
        && !Platforms.Contains(type.RootNamespace());
}
