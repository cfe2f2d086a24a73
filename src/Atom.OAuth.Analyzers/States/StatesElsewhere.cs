using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>
/// Recognizes states that code outside of the project makes. A build passes only the assemblies of other projects: whether a protector makes the
/// state is not visible here.
/// </summary>
internal static class StatesElsewhere
{
    /// <summary>Methods that make states, and services that do so if the method only says that it makes something.</summary>
    public static readonly NameTable Makers = new("State", "Correlation");

    /// <summary>What such a method of a service does.</summary>
    public static readonly NameTable Making = new("^Create", "^Generate", "^Protect", "^Encrypt", "^Encode", "^Issue", "^Set", "^Build", "^Make", "^Begin", "^Start");

    /// <summary>Libraries whose members say by their names what they return.</summary>
    private static readonly string[] Platforms = { "System", "Microsoft" };

    /// <summary>A service of another project, behind an interface that this project does not implement: <c>states.GenerateState()</c>.</summary>
    public static bool AreMadeBy(IMethodSymbol method, SourceMethods methods) =>
        method.ContainingType is { TypeKind: TypeKind.Interface } service
        && (Makers.Matches(method.Name) || (Makers.Matches(service.Name) && Making.Matches(method.Name)))
        && IsElsewhere(service, methods)
        && !SourceMethods.ImplementationsOf(method, methods.Compilation, CancellationToken.None).Any();

    /// <summary>
    /// The state in a record of another project: <c>session.State</c>. It is not made elsewhere if this project creates the record, or binds it to a
    /// request.
    /// </summary>
    public static bool AreKeptIn(IPropertySymbol member, ExpressionSyntax name, SourceMethods methods) =>
        StateNames.IsStateName(member.Name)
        && IsElsewhere(member.ContainingType, methods)
        && !(name is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax kept }
            && (StateTracer.MakerOf(kept) is BaseObjectCreationExpressionSyntax || IsBound(methods.Model(kept.SyntaxTree).GetSymbolInfo(kept).Symbol)));

    /// <summary>The state in a dictionary that callers in other projects fill: <c>values["state"]</c>.</summary>
    public static bool AreEntriesOf(ISymbol? dictionary, ElementAccessExpressionSyntax entry, SourceMethods methods) =>
        entry.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: StateNames.State } }]
        && dictionary is IParameterSymbol { Type.Name: "Dictionary" or "IDictionary" or "IReadOnlyDictionary" } parameter
        && !IsBound(parameter)
        && !Callers.In(methods.Compilation, parameter.ContainingSymbol.Name).Any();

    /// <summary>Returns true for a parameter that a framework sets from a request.</summary>
    private static bool IsBound(ISymbol? symbol) =>
        symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter
        && (!parameter.GetAttributes().IsEmpty || !method.GetAttributes().IsEmpty || method.MethodKind == MethodKind.AnonymousFunction
            || (SourceMethods.Declaration(method) is MethodDeclarationSyntax declaration && Endpoints.IsHandler(declaration)));

    private static bool IsElsewhere(INamedTypeSymbol type, SourceMethods methods) =>
        type.TypeKind != TypeKind.Error
        && !type.DeclaringSyntaxReferences.Any(part => methods.Contains(part.SyntaxTree))
        && !Platforms.Contains(type.RootNamespace());
}
