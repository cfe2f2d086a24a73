using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Codes that are read from a query or form by their keys, and what gets them from a method beside it that reads.</summary>
internal static class KeyReads
{
    /// <summary>The first read of one of the keys in a function.</summary>
    public static ExpressionSyntax? FirstIn(SyntaxNode node, IEnumerable<string> keys) => In(node, keys).FirstOrDefault();

    public static IEnumerable<ExpressionSyntax> In(SyntaxNode node, IEnumerable<string> keys) =>
        keys.SelectMany(key => node.TokensWith($"\"{key}\""))
            .Select(static token => token.Parent?.FirstAncestorOrSelf<ExpressionSyntax>(RequestReads.IsForm))
            .OfType<ExpressionSyntax>()
            .Where(read => RequestReads.KeyOf(read) is { } key && keys.Contains(key));

    /// <summary>It reads the code itself, and not only a handler or a function in it.</summary>
    public static bool ReadsCode(SyntaxNode node) => In(node, CallbackWords.CodeKeys).Any(read => Endpoints.Around(read) == node);

    /// <summary>A method that reads a code and nothing of a state, and gives it back as a text.</summary>
    public static bool GivesCode(MethodDeclarationSyntax method) =>
        (method.ReturnType is GenericNameSyntax { TypeArgumentList.Arguments: [var awaited] } ? awaited : method.ReturnType).IsText()
        && ReadsCode(method)
        && !MentionsStateKey(method);

    public static bool MentionsStateKey(SyntaxNode method) => StateNames.Keys.Any(key => method.TokensWith($"\"{key}\"").Any());

    /// <summary>What reads the code by its key, and what calls such a reader.</summary>
    public static IEnumerable<SyntaxNode> ReadersIn(SyntaxNode root)
    {
        foreach (var key in CallbackWords.CodeKeys)
        {
            foreach (var token in root.TokensWith($"\"{key}\""))
            {
                if (token.Parent?.FirstAncestorOrSelf<SyntaxNode>(static n => RequestReads.IsForm(n) || n is StatementSyntax) is { } read
                    && RequestReads.KeyOf(read) == key
                    && Endpoints.Around(read) is { } owner)
                {
                    yield return owner;
                    foreach (var caller in CallersOf(owner))
                    {
                        yield return caller;
                    }
                }
            }
        }
    }

    /// <summary>The methods beside a listener's that get the code from it: <c>var code = WaitForCode();</c>.</summary>
    private static IEnumerable<SyntaxNode> CallersOf(SyntaxNode reader) =>
        reader is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } method && GivesCode(method)
            ? Callers.In(type, method.Identifier.ValueText)
                .Where(call => VariableOf(call) is not null)
                .Select(Endpoints.Around)
                .OfType<MethodDeclarationSyntax>()
            : Enumerable.Empty<SyntaxNode>();

    /// <summary>The variables of a method that get the code from a method beside it.</summary>
    public static IEnumerable<string> GivenTo(SyntaxNode node) =>
        node is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } && type.Mentions("\"code\"")
            ? node.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => VariableOf(call) is not null
                    && type.Members
                        .OfType<MethodDeclarationSyntax>()
                        .Any(method => method != node && method.Identifier.ValueText == call.CalledName() && GivesCode(method)))
                .Select(static call => VariableOf(call)!)
            : Enumerable.Empty<string>();

    /// <summary>The variable that a call of a method beside it is assigned to.</summary>
    private static string? VariableOf(InvocationExpressionSyntax call) =>
        call.IsOwn()
        && (call.Parent is AwaitExpressionSyntax wait
            ? wait.Parent
            : call.Parent) is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            ? variable.Identifier.ValueText
            : null;
}
