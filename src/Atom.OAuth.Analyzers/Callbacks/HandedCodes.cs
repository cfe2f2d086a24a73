using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Codes passed on by another part of the program: through a channel (<c>var back = await urls.Reader.ReadAsync()</c>), through a
/// <c>TaskCompletionSource</c> stored elsewhere, or as the result of a method that reads the code.
/// </summary>
internal sealed class HandedCodes
{
    /// <summary>The members of a channel, and the method that reads it.</summary>
    private const string Reader = "Reader", Writer = "Writer", Read = "ReadAsync";

    /// <summary>The awaited member of a promise, and its type.</summary>
    private const string Promised = "Task", Promise = "TaskCompletionSource";

    /// <summary>Found in code that reads the authorization code.</summary>
    private const string Key = "\"code\"";

    /// <summary>A member without any of these exchanges nothing.</summary>
    private static readonly string[] Words = { "oken", "xchange", "ogin", "onnect", "omplete" };

    private readonly SemanticModel _model;
    private readonly CodeGivers _givers;
    private readonly CancellationToken _cancellationToken;

    public HandedCodes(SemanticModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _givers = new CodeGivers(model.Compilation, cancellationToken);
        _cancellationToken = cancellationToken;
    }

    /// <summary>Finds where a file receives such a code, or an object that contains it.</summary>
    public IEnumerable<SyntaxNode> In(SyntaxNode root) =>
        root.Mentions(Words) ? Handed(root).Select(static handed => handed.Value) : Enumerable.Empty<SyntaxNode>();

    /// <summary>Gets the variables of a function that hold or contain such a code, and whether the sender handles the state.</summary>
    public IEnumerable<(string Name, bool IsCarrier, bool HasState)> Of(SyntaxNode function) =>
        Handed(function).Select(static handed => (handed.Name, handed.IsCarrier, handed.HasState)).Distinct();

    private IEnumerable<(string Name, SyntaxNode Value, bool IsCarrier, bool HasState)> Handed(SyntaxNode code)
    {
        foreach (var token in code.TokensOfNames(CallbackWords.CodeMemberWords, static name => RequestValue.Code.IsMember(name.Value)))
        {
            if (Members.Around(token.Parent!)?.Mentions(Words) != true)
            {
                continue;
            }

            var carrier = CodeSources.ObjectOf(token) as IdentifierNameSyntax;
            var (isCarrier, name) = (carrier is not null, carrier?.Identifier.ValueText ?? token.ValueText);
            if ((isCarrier || token.Parent is VariableDeclaratorSyntax or IdentifierNameSyntax { Parent: AssignmentExpressionSyntax })
                && ValueOf(name, token.Parent!) is { } value
                && HasStateOf(value, name, isCarrier) is { } hasState)
            {
                yield return (name, value, isCarrier, hasState);
            }
        }
    }

    /// <summary>Gets the value assigned to a variable.</summary>
    private static ExpressionSyntax? ValueOf(string name, SyntaxNode use) =>
        Members.Around(use) is { } member
            ? CodeSources.VariablesIn(member)
                .FirstOrDefault(variable => variable.Name == name && variable.Value is not LiteralExpressionSyntax).Value
            : null;

    /// <summary>Determines whether the sender handles the state; null if no code is passed.</summary>
    private bool? HasStateOf(ExpressionSyntax value, string name, bool isCarrier)
    {
        var awaited = Awaiting.Awaited(value);
        if (value is AwaitExpressionSyntax && awaited is IdentifierNameSyntax later && ValueOf(later.Identifier.ValueText, later) is { } started
            && later.Identifier.ValueText != name)
        {
            awaited = Awaiting.Awaited(started);
        }

        switch (awaited)
        {
            case InvocationExpressionSyntax call when call.CalledName() == Read && IsReader(call.Receiver()):
                return !(isCarrier && HasStateMember(value)) && !IsWrittenWithoutState(call);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: Promised } promise
                when promise.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Mentions(Promise) == true && (isCarrier || IsHandedOut(promise)):
                return !isCarrier || !HasStateMember(value);
            case InvocationExpressionSyntax call when isCarrier:
                var methods = _givers.MethodsOf(call).ToList();
                var readers = methods.Select(ReaderOf).OfType<SyntaxNode>().ToList();
                return readers.Count > 0
                    ? methods.Concat(readers).Any(HandlesState)
                    : null;
            case BaseObjectCreationExpressionSyntax window when isCarrier:
                var parts = PartsOf(window).ToList();
                var reads = parts.SelectMany(static part => KeyReads.In(part, CallbackWords.CodeKeys)).ToList();
                return reads.Count > 0 ? parts.Exists(HandlesState) || reads.Exists(IsOfPassedQuery) : null;
            default:
                return null;
        }
    }

    /// <summary><c>var window = new LoginWindow(); window.ShowDialog();</c>: gets the declarations of the type, which reads the redirect itself, and of its
    /// base types.</summary>
    private IEnumerable<SyntaxNode> PartsOf(BaseObjectCreationExpressionSyntax window)
    {
        for (var type = _model.GetTypeInfo(window, _cancellationToken).Type; type is not null; type = type.BaseType)
        {
            foreach (var part in type.DeclaringSyntaxReferences)
            {
                yield return part.GetSyntax(_cancellationToken);
            }
        }
    }

    /// <summary><c>_guard.Matches(query)</c>: what takes the query that the code is read from may check its state.</summary>
    private static bool IsOfPassedQuery(ExpressionSyntax read) =>
        read.Root() is { } query
        && Members.Around(read)?.TokensNamed(query).Any(static token => token.Parent is IdentifierNameSyntax { Parent: ArgumentSyntax }) == true;

    /// <summary>Names a state of OAuth, or its key; <c>StateHasChanged()</c> and <c>ConnectionState</c> are neither.</summary>
    private static bool HandlesState(SyntaxNode declaration) =>
        declaration.TokensWithAny(StateNames.SearchWords).Any(static token => token.IsText()
            ? token.ValueText == StateNames.State || token.ValueText.Contains(StateNames.State + "=")
            : token.IsKind(SyntaxKind.IdentifierToken)
                && (StateNames.IsStateName(token.ValueText) || StateCheckWords.Named.Matches(token.ValueText)));

    /// <summary>
    /// Gets the code that reads the authorization code: the called method, or the type whose promise it returns, such as a window that closes when
    /// the browser comes back.
    /// </summary>
    private static SyntaxNode? ReaderOf(SyntaxNode method) =>
        method.Mentions(Key) ? method
        : method.TokensNamed(Promised).Any(static token => token.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == token.Parent)
            && method.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && type.Mentions(Promise) && type.Mentions(Key)
            ? type
            : null;

    /// <summary>The recipient of the promise may store it: <c>pending.Add(promise)</c>.</summary>
    private static bool IsHandedOut(MemberAccessExpressionSyntax promise) =>
        promise.Expression.Root() is { } name
        && Members.Around(promise)?.TokensNamed(name).Any(static token => token.Parent is IdentifierNameSyntax { Parent: ArgumentSyntax }) == true;

    /// <summary>Returns true if the type that reads the channel also writes it, and never mentions a state.</summary>
    private static bool IsWrittenWithoutState(InvocationExpressionSyntax read) =>
        read.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && type.TokensNamed(Writer).Any() && !type.MentionsInAnyCase(StateNames.SearchWords);

    private static bool IsReader(ExpressionSyntax? receiver) => receiver is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Reader };

    /// <summary>An object with a state leaves the check to its recipient.</summary>
    private bool HasStateMember(ExpressionSyntax value) =>
        _model.GetTypeInfo(value, _cancellationToken).Type is { } type && type.GetMembers().Any(static member => RequestValue.State.IsMember(member.Name));
}
