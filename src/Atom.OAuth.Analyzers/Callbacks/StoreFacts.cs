using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Determines whether something outlives the request: by its name, type or initializer, or as a file.</summary>
internal static class StoreFacts
{
    public static bool IsStore(ExpressionSyntax receiver, CalledMethods methods) =>
        Names(receiver).Any(static name => SaveWords.Stores.Matches(name.TrimStart('_')))
        || IsMadeAsStore(receiver)
        || IsOfStoreType(receiver, methods);

    /// <summary><c>IContaRepositorio contas</c>: what it is told is stored, in whatever language its methods are named.</summary>
    public static bool IsOfStoreType(ExpressionSyntax receiver, CalledMethods methods) =>
        TypeOf(receiver, methods) is { } type && SaveWords.StoreTypes.Matches(type.Name) && type.RootNamespace() != "System";

    /// <summary><c>using var file = new StreamWriter(path); file.WriteLine(token);</c>: a writer around a stream may write to a response.</summary>
    public static bool IsWriterOfFile(ExpressionSyntax receiver) => InitializerOf(receiver) switch
    {
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: SaveWords.FileWriter } } made =>
            made.ArgumentList?.Arguments is [{ Expression: var path }, ..] && !path.Mentions(SaveWords.Streams),
        InvocationExpressionSyntax opened => SaveWords.Opens.Matches(opened.CalledName()),
        _ => false,
    };

    /// <summary><c>using var file = File.Create(path);</c></summary>
    public static bool IsFile(ExpressionSyntax stream) => InitializerOf(stream) switch
    {
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: SaveWords.FileType } } => true,
        InvocationExpressionSyntax opened => SaveWords.OpensOfBytes.Matches(opened.CalledName())
            && opened.Receiver() is { } file && Names(file).Any(SaveWords.Files.Matches),
        _ => IsWriterOfFile(stream),
    };

    public static IEnumerable<string> Names(ExpressionSyntax code) =>
        code.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText);

    /// <summary><c>var rows = client.GetTableReference("rows");</c></summary>
    private static bool IsMadeAsStore(ExpressionSyntax receiver) => InitializerOf(receiver) switch
    {
        InvocationExpressionSyntax call => SaveWords.Makers.Matches(call.CalledName()),
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax made } => SaveWords.StoreTypes.Matches(made.Identifier.ValueText),
        _ => false,
    };

    /// <summary>Gets the type of a variable or member only: its name is known even if the type cannot be resolved.</summary>
    private static ITypeSymbol? TypeOf(ExpressionSyntax receiver, CalledMethods methods) =>
        receiver is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
            ? methods.TypeOf(receiver)
            : null;

    private static ExpressionSyntax? InitializerOf(ExpressionSyntax variable) =>
        variable is IdentifierNameSyntax { Identifier.ValueText: var name }
        && Members.Around(variable) is { } member && Members.VariablesNamed(name, member).FirstOrDefault()?.Initializer?.Value is { } value
            ? value is AwaitExpressionSyntax wait ? wait.Expression : value
            : null;
}
