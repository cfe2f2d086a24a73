using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Which parameter an argument is for: the one that it names, else the one at its place.</summary>
internal static class Arguments
{
    /// <summary>The parameter of a method; null where it has none like that.</summary>
    public static IParameterSymbol? Parameter(this ArgumentSyntax argument, IMethodSymbol method) => argument.WrittenName() is { } name
        ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name)
        : argument.Place() is >= 0 and var place && place < method.Parameters.Length ? method.Parameters[place] : null;

    /// <summary>The name of the parameter; of a method that is not known, only where it stands in the call.</summary>
    public static string? ParameterName(this ArgumentSyntax argument, IMethodSymbol? method) =>
        argument.WrittenName() ?? (method is null ? null : argument.Parameter(method)?.Name);

    /// <summary>The same, of parameters that have these names.</summary>
    public static string? ParameterName(this ArgumentSyntax argument, IReadOnlyList<string> parameters) =>
        argument.WrittenName() ?? (argument.Place() is >= 0 and var place && place < parameters.Count ? parameters[place] : null);

    /// <summary>The argument that a call hands over for a parameter; null where it leaves that out.</summary>
    public static ExpressionSyntax? ArgumentFor(this InvocationExpressionSyntax call, IParameterSymbol parameter)
    {
        var arguments = call.ArgumentList.Arguments;
        foreach (var argument in arguments)
        {
            if (argument.WrittenName() == parameter.Name)
            {
                return argument.Expression;
            }
        }

        return parameter.Ordinal < arguments.Count && arguments[parameter.Ordinal] is { NameColon: null } at ? at.Expression : null;
    }

    private static string? WrittenName(this ArgumentSyntax argument) => argument.NameColon?.Name.Identifier.ValueText;

    /// <summary>Negative for an element of a tuple.</summary>
    private static int Place(this ArgumentSyntax argument) => (argument.Parent as BaseArgumentListSyntax)?.Arguments.IndexOf(argument) ?? -1;
}
