using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Calls of a desktop application that wait for the redirect and return the code or an object that contains it.</summary>
internal sealed class CodeWaits
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;

    public CodeWaits(SemanticModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Finds the calls that wait for the code, or for an object that contains it.</summary>
    public static IEnumerable<InvocationExpressionSyntax> In(SyntaxNode node) =>
        node.TokensOfNames(CallbackWords.WaitWords, static name => name.MayBeCalled && CallbackWords.Waits.Matches(name.Value))
            .Select(static token => Callers.CallOf(token.Parent)).OfType<InvocationExpressionSyntax>();

    /// <summary>Gets the variable for the code that a call waits for: <c>var code = Listener.WaitForCode()</c>.</summary>
    public string? CodeOf(InvocationExpressionSyntax call) =>
        AnswerOf(call) is { } name && RequestValue.Code.IsMember(name) ? name : null;

    /// <summary>Gets the variable whose object contains the code: <c>var back = await listener.WaitForCallbackAsync(); … back.Code</c>.</summary>
    public string? CarrierOf(InvocationExpressionSyntax call) =>
        AnswerOf(call) is { } name && Members.Around(call)?.TokensNamed(name).Any(static token =>
            token.Parent?.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access
            && access.Expression == token.Parent && RequestValue.Code.IsMember(member)) == true
            ? name
            : null;

    /// <summary>Returns true if the call takes the expected state, or its method handles the state itself.</summary>
    public bool ChecksState(InvocationExpressionSyntax wait) =>
        wait.ArgumentList.MentionsInAnyCase(StateNames.SearchWords)
        || Declarations(wait).Any(static declared => declared.MentionsInAnyCase(StateNames.SearchWords));

    /// <summary>Gets the variable set to a call's result; a method with source must read a code.</summary>
    private string? AnswerOf(InvocationExpressionSyntax call) =>
        Declarations(call).Any(static wait => wait is MethodDeclarationSyntax { Parent: not InterfaceDeclarationSyntax }
            && !wait.Mentions("\"code\""))
            ? null
            : GivenValues.VariableSetBy(call.Parent is AwaitExpressionSyntax wait ? wait.Parent : call.Parent);

    private IEnumerable<SyntaxNode> Declarations(InvocationExpressionSyntax call) =>
        SourceMethods.DeclarationsOf(call, _model, _cancellationToken);
}
