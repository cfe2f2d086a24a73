using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Codes read from a query or form by key, and calls of other methods in the type that read them.</summary>
internal static class KeyReads
{
    /// <summary>The methods of a type that return a code, which each of its other methods may call.</summary>
    private static readonly ConditionalWeakTable<TypeDeclarationSyntax, List<MethodDeclarationSyntax>> Givers = new();

    /// <summary>Gets the first read of one of the keys in a function.</summary>
    public static ExpressionSyntax? FirstIn(SyntaxNode node, IEnumerable<string> keys) => In(node, keys).FirstOrDefault();

    public static IEnumerable<ExpressionSyntax> In(SyntaxNode node, IEnumerable<string> keys) =>
        keys.SelectMany(key => node.TokensQuoting(key))
            .Select(static token => token.Parent?.FirstAncestorOrSelf<ExpressionSyntax>(RequestReads.IsForm))
            .OfType<ExpressionSyntax>()
            .Where(read => RequestReads.KeyOf(read) is { } key && keys.Contains(key));

    /// <summary>Returns true if it reads the code itself, rather than in a nested handler or function.</summary>
    public static bool ReadsCode(SyntaxNode node) => In(node, CallbackWords.CodeKeys).Any(read => Endpoints.Around(read) == node);

    /// <summary>Returns true for a method that reads a code but no state, and returns it as a string.</summary>
    public static bool GivesCode(MethodDeclarationSyntax method) =>
        (method.ReturnType is GenericNameSyntax { TypeArgumentList.Arguments: [var awaited] } ? awaited : method.ReturnType).IsText()
        && ReadsCode(method)
        && !MentionsStateKey(method);

    public static bool MentionsStateKey(SyntaxNode method) => StateNames.Keys.Any(key => method.TokensQuoting(key).Any());

    /// <summary>Finds functions that read the code by key, and those that call such a function.</summary>
    public static IEnumerable<SyntaxNode> ReadersIn(SyntaxNode root)
    {
        foreach (var key in CallbackWords.CodeKeys)
        {
            foreach (var token in root.TokensQuoting(key))
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

    /// <summary>Finds methods of the same type that get the code from a listener's method: <c>var code = WaitForCode();</c>.</summary>
    private static IEnumerable<SyntaxNode> CallersOf(SyntaxNode reader) =>
        reader is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } method && GivesCode(method)
            ? Callers.In(type, method.Identifier.ValueText)
                .Where(call => VariableOf(call) is not null)
                .Select(Endpoints.Around)
                .OfType<MethodDeclarationSyntax>()
            : Enumerable.Empty<SyntaxNode>();

    /// <summary>Gets the variables of a method that receive the code from another method of the type.</summary>
    public static IEnumerable<string> GivenTo(SyntaxNode node) =>
        node is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type }
            ? Givers.GetValue(type, static asked => GiversIn(asked).ToList()).Where(method => method != node)
                .SelectMany(method => Callers.In(node, method.Identifier.ValueText)).Distinct()
                .OrderBy(static call => call.SpanStart)
                .Select(VariableOf).OfType<string>()
            : Enumerable.Empty<string>();

    private static IEnumerable<MethodDeclarationSyntax> GiversIn(TypeDeclarationSyntax type) =>
        type.Mentions("\"code\"") ? type.Members.OfType<MethodDeclarationSyntax>().Where(GivesCode) : Enumerable.Empty<MethodDeclarationSyntax>();

    /// <summary>Gets the variable initialized by a call of another method of the type.</summary>
    private static string? VariableOf(InvocationExpressionSyntax call) =>
        call.IsOwn()
        && (call.Parent is AwaitExpressionSyntax wait
            ? wait.Parent
            : call.Parent) is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            ? variable.Identifier.ValueText
            : null;
}
