using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Recognizes calls that add a retrying handler to an HTTP client's pipeline.</summary>
internal static class RetryingHandlers
{
    /// <summary>The standard handler of Microsoft.Extensions.Http.Resilience, which retries POST just like GET.</summary>
    public const string Standard = "AddStandardResilienceHandler";

    private const string Hedging = "AddStandardHedgingHandler";

    private const string Handler = "AddHttpMessageHandler";

    /// <summary>The calls that may add a retrying handler.</summary>
    public static readonly string[] Calls = { Standard, Hedging, "AddResilienceHandler", "AddPolicyHandler", "AddTransientHttpErrorPolicy", Handler };

    /// <summary>Members that change which failures the standard handler retries.</summary>
    private static readonly string[] Adjustments = { "DisableFor", "ShouldHandle" };

    /// <summary>The options of the standard handlers, which a file may configure separately from the registration.</summary>
    private static readonly string[] Options = { "HttpStandardResilienceOptions", "HttpStandardHedgingResilienceOptions" };

    /// <summary>Returns true if the call adds a handler that retries token requests.</summary>
    public static bool Resends(InvocationExpressionSyntax call, Func<SyntaxTree, SemanticModel> model) => call.CalledName() switch
    {
        Standard or Hedging => !IsAdjusted(call),
        Handler => HandlerOf(call, model) is { } handler && IsRepeating(handler),
        _ => RetryWords.ResendsByPolicy(call.ArgumentList.Arguments.SelectMany(argument => Definitions.Of(argument.Expression, model)).ToList()),
    };

    /// <summary>Returns true for the standard handlers, whose options may be adjusted anywhere.</summary>
    public static bool HasOptions(InvocationExpressionSyntax call) => call.CalledName() is Standard or Hedging;

    /// <summary>Returns true for a file that adjusts the options of the standard handlers.</summary>
    public static bool AdjustsOptions(SyntaxNode root) => root.Mentions(Options) && root.Mentions(Adjustments);

    /// <summary>Returns true if the handler is adjusted in the call, later in the chain, or through a variable for the builder.</summary>
    private static bool IsAdjusted(InvocationExpressionSyntax call)
    {
        if (AdjustsOptions(call.SyntaxTree.GetRoot()))
        {
            return true;
        }

        // Calls before the name belong to other handlers.
        var statement = (SyntaxNode?)call.FirstAncestorOrSelf<StatementSyntax>(static found => found is not BlockSyntax) ?? call;
        var start = Callers.NameOf(call.Expression)?.SpanStart ?? call.SpanStart;
        return statement.TokensWithAny(Adjustments, StringComparison.Ordinal).Any(token => token.SpanStart > start)
            || (statement is LocalDeclarationStatementSyntax { Declaration.Variables: [var variable], Parent: { } scope }
                && scope.TokensNamed(variable.Identifier.ValueText).Any(
                    static token => token.Parent?.FirstAncestorOrSelf<StatementSyntax>()?.Mentions(Adjustments) == true));
    }

    /// <summary>Gets the class of <c>AddHttpMessageHandler&lt;T&gt;()</c>, or of the handler created by its lambda.</summary>
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

    /// <summary>Returns true for a handler that sends the request in a loop, or again after a failure, regardless of the request.</summary>
    private static bool IsRepeating(TypeDeclarationSyntax handler) =>
        SendsOn(handler).Any(static send => RetryLoops.Repeat(send) || IsInHandlerOfItself(send)) && !RetryWords.ExcludesRequests(handler);

    private static IEnumerable<InvocationExpressionSyntax> SendsOn(SyntaxNode code) =>
        Callers.In(code, "SendAsync").Where(static send => send.Receiver() is BaseExpressionSyntax);

    /// <summary>
    /// <c>try { return await base.SendAsync(request, token); } catch (IOException) { return await base.SendAsync(request, token); }</c>
    /// </summary>
    private static bool IsInHandlerOfItself(InvocationExpressionSyntax send) =>
        send.FirstAncestorOrSelf<CatchClauseSyntax>() is { Parent: TryStatementSyntax { Block: var tried } } handler
        && !(handler.Filter is { } filter && RetryWords.TellsUnserved(filter))
        && SendsOn(tried).Any(first => first.IsEquivalentTo(send, topLevel: false));
}
