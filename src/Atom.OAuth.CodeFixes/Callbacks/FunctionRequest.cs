using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// The request of an Azure function in the isolated worker, which has its own types: a response is created by the request, and returned.
/// </summary>
/// <param name="Name">The parameter's name.</param>
internal sealed record FunctionRequest(string Name)
{
    private const string Request = "HttpRequestData";
    private const string Response = "HttpResponseData";
    private const string Create = "CreateResponse";

    /// <summary>Finds it among the parameters; null if there is none.</summary>
    public static FunctionRequest? Find(SyntaxNode function, SemanticModel model) =>
        CallbackCandidate.ParametersOf(function)
            .Where(parameter => model.GetDeclaredSymbol(parameter) is IParameterSymbol { Type: var type } && IsOfWorker(type, Request))
            .Select(static parameter => new FunctionRequest(parameter.Identifier.ValueText))
            .FirstOrDefault();

    /// <summary>Recognizes the type of a response.</summary>
    public static bool IsResponse(ITypeSymbol? type) => type is not null && IsOfWorker(type, Response);

    /// <summary>Gets the value of a cookie, whose name is an expression; null if LINQ is not available.</summary>
    public string? Cookie(string name, LocalNames names, Compilation compilation, Imports imports)
    {
        if (compilation.GetTypeByMetadataName("System.Linq.Enumerable") is not { } linq || !imports.TryImport(linq))
        {
            return null;
        }

        var each = names.TakeEither("cookie", "requestCookie");
        return $"{Name}.Cookies.FirstOrDefault({each} => {each}.Name == {name})?.Value";
    }

    /// <summary>Gets the expression for a response with the status 400.</summary>
    public string? BadRequest(Compilation compilation, Imports imports) =>
        compilation.GetTypeByMetadataName("System.Net.HttpStatusCode") is { } codes ? $"{Name}.{Create}({imports.Name(codes)}.BadRequest)" : null;

    /// <summary>
    /// Gets the statement in a block that creates the only response returned there, after a position; null if another method creates it, because
    /// its headers are not accessible then, or if another response may be returned.
    /// </summary>
    public LocalDeclarationStatementSyntax? Created(BlockSyntax block, int after) =>
        block.Statements.OfType<LocalDeclarationStatementSyntax>()
            .Where(statement => statement.SpanStart > after && IsCreation(statement))
            .Take(2).ToList() is [var created]
        && block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
            .Where(end => end.SpanStart > after)
            .ToList() is { Count: > 0 } ends
        && ends.TrueForAll(end => end.SpanStart > created.SpanStart && end.Expression?.ToString() == NameOf(created))
        && !ChangedVariable.IsIn(block, NameOf(created))
            ? created
            : null;

    /// <summary>Gets the variable that a statement declares.</summary>
    public static string NameOf(LocalDeclarationStatementSyntax created) => created.Declaration.Variables[0].Identifier.ValueText;

    private bool IsCreation(LocalDeclarationStatementSyntax statement) =>
        statement.Declaration.Variables is [{ Initializer.Value: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } }]
        && called is { Name.Identifier.ValueText: Create, Expression: IdentifierNameSyntax { Identifier.ValueText: var creator } }
        && creator == Name;

    /// <summary>Compares the name only if the worker's package is missing.</summary>
    private static bool IsOfWorker(ITypeSymbol type, string name) =>
        type.Name == name
        && (type.TypeKind == TypeKind.Error || type.ContainingNamespace?.ToDisplayString() == "Microsoft.Azure.Functions.Worker.Http");
}
