using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// The request that a caller creates and passes to a general helper, possibly through extensions that return it:
/// <c>http.SendAndRead&lt;T&gt;(new HttpRequestMessage(…) { Content = form }.UseBasicAuth(id, secret))</c>.
/// </summary>
internal static class HandedRequests
{
    private const int MaxSteps = 5;

    /// <summary>The types of requests.</summary>
    private static readonly string[] Types = { "HttpRequestMessage", "RestRequest" };

    /// <summary>Gets what the requests among the arguments of a call consist of: URLs, contents, tokens.</summary>
    public static IEnumerable<IOperation> PartsOf(IInvocationOperation call) =>
        call.Arguments.Select(static argument => argument.Value).Where(IsRequest).SelectMany(static request => Parts(request, MaxSteps));

    /// <summary>Gets the request that a call of an extension configures and returns; null for any other call.</summary>
    public static IOperation? RequestOf(IInvocationOperation call) =>
        call.TargetMethod.IsExtensionMethod && IsRequest(call) && call.Receiver() is { } receiver && IsRequest(receiver) ? receiver : null;

    private static bool IsRequest(IOperation value) => value.Type is { Name: var type } && Array.IndexOf(Types, type) >= 0;

    private static IEnumerable<IOperation> Parts(IOperation request, int stepsLeft) => (stepsLeft == 0 ? null : request.Unwrap()) switch
    {
        IObjectCreationOperation creation => creation.Arguments.Select(static argument => argument.Value).Concat(MembersOf(creation)),
        ILocalReferenceOperation local =>
            BodyFacts.Of(local).ValuesOf(local.Local).SelectMany(assigned => Parts(assigned.Value, stepsLeft - 1)),
        IInvocationOperation configured when RequestOf(configured) is { } inner =>
            Parts(inner, stepsLeft - 1).Concat(configured.Arguments.Skip(1).Select(static argument => argument.Value)),
        _ => Enumerable.Empty<IOperation>(),
    };

    private static IEnumerable<IOperation> MembersOf(IObjectCreationOperation creation) =>
        creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(static member => member.Value)
        ?? Enumerable.Empty<IOperation>();
}
