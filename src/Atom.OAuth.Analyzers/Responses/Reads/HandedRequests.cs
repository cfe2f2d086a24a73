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
    /// <summary>The types of requests.</summary>
    private static readonly string[] Types = { "HttpRequestMessage", "RestRequest" };

    /// <summary>Gets what the requests among the arguments of a call consist of: URLs, contents, tokens.</summary>
    public static IEnumerable<IOperation> PartsOf(IInvocationOperation call) =>
        call.Arguments.Select(static argument => argument.Value).Where(IsRequest).SelectMany(StepsTo).SelectMany(Parts);

    /// <summary>Gets the values that a request begins as, before extensions configure it: objects created, parameters, calls.</summary>
    public static IEnumerable<IOperation> OriginsOf(IOperation request) =>
        StepsTo(request).Where(static step => step is not IInvocationOperation call || RequestOf(call) is null);

    /// <summary>Gets the request that a call of an extension configures and returns; null for any other call.</summary>
    public static IOperation? RequestOf(IInvocationOperation call) =>
        call.TargetMethod.IsExtensionMethod && IsRequest(call) && call.Receiver() is { } receiver && IsRequest(receiver) ? receiver : null;

    public static bool IsRequest(IOperation value) => value.Type is { Name: var type } && Array.IndexOf(Types, type) >= 0;

    /// <summary>
    /// Gets the values that a request begins as, and the extensions that configure it. Each variable is followed once, however often it is
    /// assigned: <c>request = request.AddHeader(…)</c>.
    /// </summary>
    private static IEnumerable<IOperation> StepsTo(IOperation request)
    {
        var seen = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<IOperation>();
        open.Enqueue(request);
        while (open.Count > 0)
        {
            var step = open.Dequeue().Unwrap();
            if (step is ILocalReferenceOperation { Local: var variable } local)
            {
                foreach (var assigned in seen.Add(variable) ? BodyFacts.Of(local).ValuesOf(variable) : Array.Empty<AssignedValue>())
                {
                    open.Enqueue(assigned.Value);
                }

                continue;
            }

            if (step is IConditionalOperation { WhenFalse: { } otherwise } choice)
            {
                open.Enqueue(choice.WhenTrue);
                open.Enqueue(otherwise);
                continue;
            }

            yield return step;
            if (step is IInvocationOperation configured && RequestOf(configured) is { } inner)
            {
                open.Enqueue(inner);
            }
        }
    }

    private static IEnumerable<IOperation> Parts(IOperation step) => step switch
    {
        IObjectCreationOperation creation => creation.Arguments.Select(static argument => argument.Value).Concat(MembersOf(creation)),
        IInvocationOperation configured when RequestOf(configured) is not null =>
            configured.Arguments.Skip(1).Select(static argument => argument.Value),
        _ => Enumerable.Empty<IOperation>(),
    };

    private static IEnumerable<IOperation> MembersOf(IObjectCreationOperation creation) =>
        creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(static member => member.Value)
        ?? Enumerable.Empty<IOperation>();
}
