using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Finds the parameter of an argument: by name, else by position.</summary>
internal static class Arguments
{
    /// <summary>Gets the method's parameter for an argument; null if there is none.</summary>
    public static IParameterSymbol? Parameter(this ArgumentSyntax argument, IMethodSymbol method) => argument.WrittenName() is { } name
        ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name)
        : argument.Place() is >= 0 and var place && place < method.Parameters.Length ? method.Parameters[place] : null;

    /// <summary>Gets the name of the parameter; if the method is unknown, only that of a named argument.</summary>
    public static string? ParameterName(this ArgumentSyntax argument, IMethodSymbol? method) =>
        argument.WrittenName() ?? (method is null ? null : argument.Parameter(method)?.Name);

    /// <summary>Gets the name of the parameter, given the names of all parameters.</summary>
    public static string? ParameterName(this ArgumentSyntax argument, IReadOnlyList<string> parameters) =>
        argument.WrittenName() ?? (argument.Place() is >= 0 and var place && place < parameters.Count ? parameters[place] : null);

    /// <summary>Gets the argument that a call passes for a parameter; null if it is omitted.</summary>
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

    /// <summary>Gets the position; negative for an element of a tuple.</summary>
    private static int Place(this ArgumentSyntax argument) => (argument.Parent as BaseArgumentListSyntax)?.Arguments.IndexOf(argument) ?? -1;
}
