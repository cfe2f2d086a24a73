using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>The calls that put a handler which sends requests again into an HTTP client's pipeline.</summary>
internal static class RetryingHandlers
{
    /// <summary>The standard handler of Microsoft.Extensions.Http.Resilience, which sends a POST again as it does a GET.</summary>
    public const string Standard = "AddStandardResilienceHandler";

    private const string Hedging = "AddStandardHedgingHandler";

    private const string Handler = "AddHttpMessageHandler";

    /// <summary>The calls that may add one.</summary>
    public static readonly string[] Calls = { Standard, Hedging, "AddResilienceHandler", "AddPolicyHandler", "AddTransientHttpErrorPolicy", Handler };

    /// <summary>What changes which failures the standard handler takes for a reason to send again.</summary>
    private static readonly string[] Adjustments = { "DisableFor", "ShouldHandle" };

    /// <summary>The options of the standard handlers, where a file configures them apart from the registration.</summary>
    private static readonly string[] Options = { "HttpStandardResilienceOptions", "HttpStandardHedgingResilienceOptions" };

    /// <summary>True where what the call adds sends a token request again.</summary>
    public static bool Resends(InvocationExpressionSyntax call, Func<SyntaxTree, SemanticModel> model) => call.CalledName() switch
    {
        Standard or Hedging => !IsAdjusted(call),
        Handler => HandlerOf(call, model) is { } handler && IsRepeating(handler),
        _ => RetryWords.ResendsByPolicy(call.ArgumentList.Arguments.SelectMany(argument => Definitions.Of(argument.Expression, model)).ToList()),
    };

    /// <summary>In the call, in what follows it in the chain, or where the builder that it gives is used.</summary>
    private static bool IsAdjusted(InvocationExpressionSyntax call)
    {
        var root = call.SyntaxTree.GetRoot();
        if (root.Mentions(Options) && root.Mentions(Adjustments))
        {
            return true;
        }

        // What stands in front of the name belongs to other handlers.
        var statement = (SyntaxNode?)call.FirstAncestorOrSelf<StatementSyntax>(static found => found is not BlockSyntax) ?? call;
        var start = Callers.NameOf(call.Expression)?.SpanStart ?? call.SpanStart;
        return statement.TokensWithAny(Adjustments, StringComparison.Ordinal).Any(token => token.SpanStart > start)
            || (statement is LocalDeclarationStatementSyntax { Declaration.Variables: [var variable], Parent: { } scope }
                && scope.TokensNamed(variable.Identifier.ValueText).Any(
                    static token => token.Parent?.FirstAncestorOrSelf<StatementSyntax>()?.Mentions(Adjustments) == true));
    }

    /// <summary>The class of <c>AddHttpMessageHandler&lt;T&gt;()</c>, or of the handler that its lambda makes.</summary>
    private static TypeDeclarationSyntax? HandlerOf(InvocationExpressionSyntax call, Func<SyntaxTree, SemanticModel> model)
    {
        var written = Callers.NameOf(call.Expression) is GenericNameSyntax { TypeArgumentList.Arguments: [var type] }
            ? type
            : call.ArgumentList.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Select(static created => created.Type).FirstOrDefault();
        return written is null
            ? null
            : Definitions.DeclarationsIn(model(call.SyntaxTree).Compilation, model(call.SyntaxTree).GetSymbolInfo(written).Symbol)
                .OfType<TypeDeclarationSyntax>()
                .FirstOrDefault();
    }

    /// <summary>A handler that hands the request on in a loop, or once more after a failure, and asks nothing about the request.</summary>
    private static bool IsRepeating(TypeDeclarationSyntax handler) =>
        SendsOn(handler).Any(static send => RetryLoops.Repeat(send) || IsInHandlerOfItself(send)) && !RetryWords.ExcludesRequests(handler);

    private static IEnumerable<InvocationExpressionSyntax> SendsOn(SyntaxNode code) =>
        Callers.In(code, "SendAsync").Where(static send => send.Receiver() is BaseExpressionSyntax);

    /// <summary><c>try { return await base.SendAsync(request, token); } catch (IOException) { return await base.SendAsync(request, token); }</c></summary>
    private static bool IsInHandlerOfItself(InvocationExpressionSyntax send) =>
        send.FirstAncestorOrSelf<CatchClauseSyntax>() is { Parent: TryStatementSyntax { Block: var tried } } handler
        && !(handler.Filter is { } filter && RetryWords.TellsUnserved(filter))
        && SendsOn(tried).Any(first => first.IsEquivalentTo(send, topLevel: false));
}
