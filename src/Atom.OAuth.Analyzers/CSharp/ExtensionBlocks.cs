using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// Members of extension blocks (C# 14). The compiler version that the analyzers are built with does not support them: a block is an unnamed type in a
/// static class, and the receiver is the only parameter of its declaration.
/// </summary>
internal static class ExtensionBlocks
{
    /// <summary>The ordinal of the receiver; parameters are counted from 0.</summary>
    public const int Receiver = -1;

    public static bool IsMember(ISymbol member) =>
        member is { IsStatic: false, ContainingType: { Name: "", IsAnonymousType: false, ContainingType: { IsStatic: true } } };

    /// <summary>Determines whether a parameter belongs to the method or is its receiver.</summary>
    public static bool IsOf(IParameterSymbol parameter, IMethodSymbol? method) =>
        method is not null
        && (parameter.ContainingSymbol.Is(method) || (IsMember(method) && parameter.ContainingSymbol.Is(method.ContainingType.OriginalDefinition)));

    /// <summary>Gets the ordinal of a parameter among the arguments of a call.</summary>
    public static int OrdinalOf(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is INamedTypeSymbol { Name: "" } ? Receiver : parameter.Ordinal;

    /// <summary>Gets the value that a call passes for an ordinal.</summary>
    public static IOperation? Given(IInvocationOperation call, int ordinal) => ordinal == Receiver ? call.Instance : call.ArgumentOf(ordinal);

    /// <summary>Gets the receiver as seen by the body of a member; null for a member of another type.</summary>
    public static IParameterSymbol? ReceiverOf(IMethodSymbol member, SourceMethods methods) =>
        IsMember(member) && DeclarationOfReceiver(member) is { } receiver && methods.Contains(receiver.SyntaxTree)
            ? methods.Declared(receiver)
            : null;

    /// <summary>Gets the name of the receiver in source.</summary>
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
