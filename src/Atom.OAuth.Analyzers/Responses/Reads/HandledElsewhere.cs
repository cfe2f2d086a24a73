using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// Refit and RestEase leave no place for a check beside the call, so applications have it elsewhere: in a caller's <c>catch</c>, in a handler of
/// all exceptions, in the settings of the client, or in a handler of its messages. Asked of what would be reported, and answered by the text.
/// </summary>
internal sealed class HandledElsewhere
{
    /// <summary>How many methods up a caller may catch.</summary>
    private const int MaxCalls = 3;

    /// <summary>How many calls of a name are looked at.</summary>
    private const int MaxCallers = 24;

    /// <summary>Refit's exception, and what RestEase leaves through.</summary>
    private static readonly string[] Exceptions = { "ApiException", "ApiExceptionBase", "JsonException", "JsonReaderException" };

    /// <summary>What is in the names of types, or of their ancestors, that handle the exceptions of an application.</summary>
    private static readonly WordTable Handlers = new(
        WordMatch.Part, StringComparison.Ordinal, "ExceptionHandl", "ExceptionFilter", "Middleware", "ErrorHandl", "ProblemDetails");

    /// <summary>What makes another exception of one that a reader throws.</summary>
    private const string Factory = "DeserializationExceptionFactory";

    /// <summary>The ancestor of types that see each response of a client.</summary>
    private const string MessageHandler = "DelegatingHandler";

    /// <summary>What is in the code of one that looks for pages.</summary>
    private static readonly string[] Checks = { "MediaType", "ContentType", "CheckHtml", "text/html", "<html", "'<'" };

    private readonly Compilation _compilation;
    private readonly SourceMethods _methods;
    private readonly Lazy<bool> _exceptions;
    private readonly Lazy<bool> _messages;

    public HandledElsewhere(Compilation compilation, SourceMethods methods)
    {
        _compilation = compilation;
        _methods = methods;
        _exceptions = new Lazy<bool>(() => _compilation.SyntaxTrees.Any(static tree => HandlesExceptions(tree.GetRoot())));
        _messages = new Lazy<bool>(() => _compilation.SyntaxTrees.Any(static tree => LooksAtMessages(tree.GetRoot())));
    }

    public bool Is(IInvocationOperation read, OAuthSymbols symbols) => DeclaredClients.AnswerOf(read.TargetMethod, symbols) switch
    {
        DeclaredAnswer.Json => _messages.Value || _exceptions.Value || IsCaught(read.Syntax, MaxCalls),
        DeclaredAnswer.Kept => _messages.Value,
        _ => DeclaredClients.Carry(read.TargetMethod.ContainingType) && _messages.Value,
    };

    private static bool HandlesExceptions(SyntaxNode root) =>
        root.TokensNamed(Factory).Any()
        || Exceptions.Any(name => root.TokensNamed(name).Any(static token => IsInTypeOf(token, Handlers.Matches)));

    private static bool LooksAtMessages(SyntaxNode root) => root.TokensNamed(MessageHandler).Any(static token =>
        token.Parent?.FirstAncestorOrSelf<BaseListSyntax>()?.Parent is TypeDeclarationSyntax type && type.Mentions(Checks));

    private static bool IsInTypeOf(SyntaxToken token, Func<string, bool> isHandler) =>
        token.Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && (isHandler(type.Identifier.ValueText) || BaseTypes.NamesOf(type).Any(isHandler));

    /// <summary>A caller of the method around, in whatever type, that has a <c>catch</c> of such an exception around the call.</summary>
    private bool IsCaught(SyntaxNode read, int callsLeft)
    {
        if (callsLeft == 0
            || read.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || _methods.Model(read.SyntaxTree).GetDeclaredSymbol(declaration) is not IMethodSymbol method)
        {
            return false;
        }

        var callers = Callers.In(_compilation, method.Name)
            .Take(MaxCallers)
            .Where(call => !declaration.Span.Contains(call.Span)
                && _methods.Operation(call) is IInvocationOperation operation && OutsideCallers.Calls(operation.TargetMethod, method))
            .ToList();
        return callers.Exists(JsonCatch.MaySurround) || callers.Exists(call => IsCaught(call, callsLeft - 1));
    }
}
