using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// Members of extension blocks (C# 14). The compiler that the analyzers are built with does not know them: a block is a type without a name in a
/// static class, and what it extends is the one parameter of its declaration.
/// </summary>
internal static class ExtensionBlocks
{
    /// <summary>The position that stands for what a member is called on; its parameters are counted from 0.</summary>
    public const int Receiver = -1;

    public static bool IsMember(ISymbol member) =>
        member is { IsStatic: false, ContainingType: { Name: "", IsAnonymousType: false, ContainingType: { IsStatic: true } } };

    /// <summary>A parameter of the method, or what it extends.</summary>
    public static bool IsOf(IParameterSymbol parameter, IMethodSymbol? method) =>
        method is not null
        && (parameter.ContainingSymbol.Is(method) || (IsMember(method) && parameter.ContainingSymbol.Is(method.ContainingType.OriginalDefinition)));

    /// <summary>The position of a parameter among the arguments of a call.</summary>
    public static int OrdinalOf(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is INamedTypeSymbol { Name: "" } ? Receiver : parameter.Ordinal;

    /// <summary>What a call gives for the parameter at a position.</summary>
    public static IOperation? Given(IInvocationOperation call, int ordinal) => ordinal == Receiver ? call.Instance : call.ArgumentOf(ordinal);

    /// <summary>What the member is called on, as its body sees it; null for a member of another type.</summary>
    public static IParameterSymbol? ReceiverOf(IMethodSymbol member, SourceMethods methods) =>
        IsMember(member) && DeclarationOfReceiver(member) is { } receiver && methods.Contains(receiver.SyntaxTree)
            ? methods.Declared(receiver)
            : null;

    /// <summary>The same, as it is written.</summary>
    public static string? NameOfReceiver(IMethodSymbol member) => IsMember(member) ? DeclarationOfReceiver(member)?.Identifier.ValueText : null;

    private static ParameterSyntax? DeclarationOfReceiver(IMethodSymbol member)
    {
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax { ParameterList.Parameters: [var receiver] })
            {
                return receiver;
            }
        }

        return null;
    }
}
