using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// Refit and RestEase leave no place for a check next to the call, so applications check elsewhere: in a caller's <c>catch</c>, in a global
/// exception handler, in the client's settings, or in a message handler. Used only before reporting, and decided by the text.
/// </summary>
internal sealed class HandledElsewhere
{
    /// <summary>The maximum number of call levels up to a <c>catch</c>.</summary>
    private const int MaxCalls = 3;

    /// <summary>The maximum number of calls examined per name.</summary>
    private const int MaxCallers = 24;

    /// <summary>Refit's exceptions, and those that RestEase lets through.</summary>
    private static readonly string[] Exceptions = { "ApiException", "ApiExceptionBase", "JsonException", "JsonReaderException" };

    /// <summary>Parts of the names of types, or of their base types, that handle an application's exceptions.</summary>
    private static readonly WordTable Handlers = new(
        WordMatch.Part, StringComparison.Ordinal, "ExceptionHandl", "ExceptionFilter", "Middleware", "ErrorHandl", "ProblemDetails");

    /// <summary>The setting that replaces the exceptions of a reader.</summary>
    private const string Factory = "DeserializationExceptionFactory";

    /// <summary>The base type of message handlers, which see each response of a client.</summary>
    private const string MessageHandler = "DelegatingHandler";

    /// <summary>The code of a handler that detects HTML pages contains one of these, or compares the media type.</summary>
    private static readonly string[] Checks = { "CheckHtml", "text/html", "<html", "'<'" };

    /// <summary>The media type of a response. Handlers also set that of a request.</summary>
    private const string MediaType = "MediaType";

    private readonly Compilation _compilation;
    private readonly SourceMethods _methods;
    private readonly Lazy<bool> _factory;
    private readonly Lazy<IReadOnlyList<SyntaxToken>> _handled;
    private readonly Lazy<bool> _messages;

    public HandledElsewhere(Compilation compilation, SourceMethods methods)
    {
        _compilation = compilation;
        _methods = methods;
        _factory = new Lazy<bool>(() => _compilation.SyntaxTrees.Any(static tree => tree.GetRoot().TokensNamed(Factory).Any()));
        _handled = new Lazy<IReadOnlyList<SyntaxToken>>(() => _compilation.SyntaxTrees.SelectMany(static tree => HandledIn(tree.GetRoot())).ToList());
        _messages = new Lazy<bool>(() => _compilation.SyntaxTrees.Any(static tree => LooksAtMessages(tree.GetRoot())));
    }

    public bool Is(IInvocationOperation read, OAuthSymbols symbols) => DeclaredClients.AnswerOf(read.TargetMethod, symbols) switch
    {
        DeclaredAnswer.Json => _messages.Value || _factory.Value || IsLeftToCallers(read, ThrownOnPages.By(read, symbols)),
        DeclaredAnswer.Kept => _messages.Value,
        _ => DeclaredClients.Carry(read.TargetMethod.ContainingType) && _messages.Value,
    };

    private bool IsLeftToCallers(IInvocationOperation read, ThrownOnPages thrown) =>
        _handled.Value.Any(token => token.Parent is { } name && thrown.Include(_methods.Model(name.SyntaxTree).GetTypeInfo(name).Type))
        || IsCaught(read.Syntax, thrown, MaxCalls);

    /// <summary>Finds the exceptions named by the handlers in a file.</summary>
    private static IEnumerable<SyntaxToken> HandledIn(SyntaxNode root) =>
        Exceptions.SelectMany(name => root.TokensNamed(name)).Where(static token => IsInTypeOf(token, Handlers.Matches));

    private static bool LooksAtMessages(SyntaxNode root) => root.TokensNamed(MessageHandler).Any(static token =>
        token.Parent?.FirstAncestorOrSelf<BaseListSyntax>()?.Parent is TypeDeclarationSyntax type
        && (type.Mentions(Checks) || type.TokensNamed(MediaType).Any(IsCompared)));

    /// <summary><c>response.Content.Headers.ContentType?.MediaType == "application/json"</c>, or <c>MediaType.StartsWith(…)</c>.</summary>
    private static bool IsCompared(SyntaxToken name) => name.Parent!.AncestorsAndSelf().TakeWhile(static node => node is ExpressionSyntax).Any(static node =>
        node.Parent is IsPatternExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression }
            or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax }
            or SwitchExpressionSyntax);

    private static bool IsInTypeOf(SyntaxToken token, Func<string, bool> isHandler) =>
        token.Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && (isHandler(type.Identifier.ValueText) || BaseTypes.NamesOf(type).Any(isHandler));

    /// <summary>Returns true if a caller of the containing method, in any type, has a <c>catch</c> for such an exception around the call.</summary>
    private bool IsCaught(SyntaxNode read, ThrownOnPages thrown, int callsLeft)
    {
        if (callsLeft == 0
            || read.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || _methods.Model(read.SyntaxTree).GetDeclaredSymbol(declaration) is not IMethodSymbol method)
        {
            return false;
        }

        var callers = Callers.In(_compilation, method.Name)
            .Take(MaxCallers)
            .Where(call => !declaration.Span.Contains(call.Span))
            .Select(_methods.Operation)
            .OfType<IInvocationOperation>()
            .Where(call => OutsideCallers.Calls(call.TargetMethod, method))
            .ToList();
        return callers.Exists(call => JsonCatch.Surrounds(call, thrown)) || callers.Exists(call => IsCaught(call.Syntax, thrown, callsLeft - 1));
    }
}
