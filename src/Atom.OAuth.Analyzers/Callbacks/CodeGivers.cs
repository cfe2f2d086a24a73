using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Methods that return a code: they read it themselves, or return what another method reads.</summary>
internal sealed class CodeGivers
{
    /// <summary>A method that opens the browser, one that listens and one that reads the request.</summary>
    private const int MaxDepth = 3;

    /// <summary>A method that reads a code contains one of these.</summary>
    private static readonly string[] CodeTexts = { "\"code\"", "code=" };

    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;

    public CodeGivers(Compilation compilation, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Returns true if the method's source reads a code or returns the result of a method that does, or if it has no source.</summary>
    public bool MayGive(InvocationExpressionSyntax call) =>
        SymbolOf(call) is not { IsAbstract: false } method
        || DeclarationsOf(method).All(declared => declared.Mentions(CodeTexts) || declared.Mentions("." + method.Name)
            || HandedOn(declared, depth: 1).Any(static given => given.Mentions(CodeTexts)));

    /// <summary>Gets the methods that may supply a call's code: the called one, and those whose results it returns.</summary>
    public IEnumerable<SyntaxNode> MethodsOf(InvocationExpressionSyntax call)
    {
        foreach (var declared in SymbolOf(call) is { } method ? DeclarationsOf(method) : Enumerable.Empty<SyntaxNode>())
        {
            yield return declared;
            foreach (var given in HandedOn(declared, depth: 1))
            {
                yield return given;
            }
        }
    }

    private IEnumerable<SyntaxNode> HandedOn(SyntaxNode method, int depth) =>
        depth >= MaxDepth
            ? Enumerable.Empty<SyntaxNode>()
            : method.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(IsHandedOn)
                .Select(SymbolOf).OfType<IMethodSymbol>().SelectMany(DeclarationsOf).Where(declared => declared != method)
                .SelectMany(declared => HandedOn(declared, depth + 1).Prepend(declared));

    /// <summary>
    /// <c>return await listener.ListenAsync();</c>, <c>code = await ListenAsync();</c>, <c>var back = ListenAsync(); … return await back;</c>
    /// </summary>
    private static bool IsHandedOn(InvocationExpressionSyntax call)
    {
        var user = call.Parent is AwaitExpressionSyntax wait ? wait.Parent : call.Parent;
        return user is ReturnStatementSyntax or ArrowExpressionClauseSyntax
            || (GivenValues.VariableSetBy(user) is { } variable && (RequestValue.Code.IsMember(variable) || IsReturned(variable, call)));
    }

    private static bool IsReturned(string variable, InvocationExpressionSyntax call) =>
        Members.Around(call)?.TokensNamed(variable).Any(static token =>
            token.Parent is IdentifierNameSyntax used && Awaiting.UserOf(used) is ReturnStatementSyntax) == true;

    /// <summary>A method of another project is not followed any further.</summary>
    private IMethodSymbol? SymbolOf(InvocationExpressionSyntax call) =>
        _compilation.ContainsSyntaxTree(call.SyntaxTree)
            ? SourceMethods.ModelOf(call.SyntaxTree, _compilation).GetSymbolInfo(call, _cancellationToken).Symbol as IMethodSymbol
            : null;

    /// <summary>Gets the declarations of a method, or of its implementations if it is abstract.</summary>
    private IEnumerable<SyntaxNode> DeclarationsOf(IMethodSymbol method) =>
        (method.IsAbstract ? SourceMethods.ImplementationsOf(method, _compilation, _cancellationToken) : new[] { method })
        .SelectMany(static found => found.DeclaringSyntaxReferences).Select(declared => declared.GetSyntax(_cancellationToken));
}
