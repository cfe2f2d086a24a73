using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>
/// Recognizes the user's own formatters: methods configured in an option, and methods that only format their arguments. They centralize the
/// messages, which is what the rule asks for.
/// </summary>
internal static class ErrorFormatters
{
    /// <summary>Prefixes of the names of formatters.</summary>
    private static readonly WordTable Verbs = new(
        WordMatch.Start,
        StringComparison.Ordinal,
        "Throw", "Ensure", "Verify", "Validate", "Check", "Format", "Build", "Create", "Make", "To", "Parse", "Extract", "Get", "Describe",
        "Raise", "Read");

    /// <summary>Further parts of a formatter's name.</summary>
    private static readonly WordTable Subjects = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Err", "Exception", "Success", "Fail", "Message", "Status");

    /// <summary>Attributes of the actions of a controller.</summary>
    private static readonly string[] Actions = { "HttpGet", "HttpPost", "Route", "AcceptVerbs" };

    /// <summary>Types of parameters that supply no error.</summary>
    private static readonly string[] OtherInputs = { "CancellationToken", "HttpClient" };

    /// <summary>Returns true if the message is created inside a formatter.</summary>
    public static bool Contain(SyntaxNode message, IReadOnlyList<ErrorSource> sources, SemanticModel model, OAuthOptions options, LocalValues locals)
    {
        // An exception type formats the error for all code that throws it.
        if (message.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { Identifier.ValueText: var type }
            && ErrorSinks.OfType(type) == SinkKind.Exception)
        {
            return true;
        }

        foreach (var function in message.Ancestors())
        {
            switch (function)
            {
                case MethodDeclarationSyntax method:
                    return (!IsAction(method)
                        && IsNamed(method.Identifier.ValueText, method.ReturnType, message)
                        && sources.All(source => IsGiven(source, method, locals))) || IsListed(method, model, options);
                case LocalFunctionStatementSyntax local
                    when IsNamed(local.Identifier.ValueText, local.ReturnType, message) && sources.All(source => IsGiven(source, local, locals)):
                    return true;
            }
        }

        return false;
    }

    /// <summary>An action that returns a text shows it to the caller.</summary>
    private static bool IsAction(MethodDeclarationSyntax method) => method.AttributeLists.HasAttribute(Actions);

    private static bool IsListed(MethodDeclarationSyntax method, SemanticModel model, OAuthOptions options) =>
        !options.ErrorFormatterMethods.IsEmpty && model.GetDeclaredSymbol(method) is { } symbol && options.ErrorFormatterMethods.Contains(symbol);

    /// <summary>A method that returns a text is a formatter for its return value, but not for exceptions that it throws.</summary>
    private static bool IsNamed(string name, TypeSyntax returned, SyntaxNode message) =>
        (returned.IsText() && message.Parent is not (ThrowStatementSyntax or ThrowExpressionSyntax))
            || returned.LastName().EndsWith("Exception", StringComparison.Ordinal)
            || (Verbs.Matches(name) && Subjects.Matches(name));

    /// <summary>Determines whether the error comes from a parameter of the function.</summary>
    private static bool IsGiven(ErrorSource source, SyntaxNode function, LocalValues locals)
    {
        var inputs = source.Origin.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>();
        return inputs.Any(input => IsParameterOf(input, function, locals, depth: 6));
    }

    private static bool IsParameterOf(IdentifierNameSyntax name, SyntaxNode function, LocalValues locals, int depth)
    {
        if (depth == 0)
        {
            return false;
        }

        return LocalValues.Parameter(name) is { } parameter
            ? LocalValues.ParametersOf(function).Contains(parameter) && !OtherInputs.Contains(parameter.Type?.ToString())
            : locals.Of(name).Any(value => value.Value
                .DescendantNodesAndSelf()
                .OfType<IdentifierNameSyntax>()
                .Any(inner => IsParameterOf(inner, function, locals, depth - 1)));
    }
}
