using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>The advice in a report. If a library fetches and reads in one step, there is no response that could be checked.</summary>
internal static class ReadAdvice
{
    private const string Check = "call CheckHtmlResponseAsync first, or read with ReadOAuthJsonAsync";
    private const string AddPackage = "add the package Atom.OAuth.Runtime and call CheckHtmlResponseAsync first";
    private const string CatchRefit = "catch ApiException, or let the method give an ApiResponse and ask IsSuccessful";
    private const string AskRefit = "ask IsSuccessful, which is false for a page, or Error";
    private const string ReadRefitError = "catch JsonException, or call TryGetContentAs";
    private const string CatchRestEase = "catch JsonException of Newtonsoft.Json";

    public static string For(IInvocationOperation read, OAuthSymbols symbols) => DeclaredClients.MethodOf(read.TargetMethod, symbols) switch
    {
        { } method when DeclaredClients.IsOfRestEase(method, symbols) => CatchRestEase,
        { } => DeclaredClients.AnswerOf(read.TargetMethod, symbols) == DeclaredAnswer.Kept ? AskRefit : CatchRefit,
        null when read.TargetMethod.ContainingType.Is(DeclaredTypes.RestEaseResponse) => CatchRestEase,
        null when read.TargetMethod.ContainingType.Is(DeclaredTypes.RefitException) => ReadRefitError,
        _ => symbols.HasRuntime ? Check : AddPackage,
    };
}
