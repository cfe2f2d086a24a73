using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>A method of another project that adds a retrying handler to every HTTP client, or to named ones.</summary>
/// <param name="Method">Its declaration.</param>
/// <param name="Adding">The call that adds the handler.</param>
/// <param name="Project">The project.</param>
internal sealed record SharedHandler(MethodDeclarationSyntax Method, InvocationExpressionSyntax Adding, Compilation Project)
{
    /// <summary>The clients with the handler.</summary>
    public IReadOnlyList<RegisteredClients> Clients { get; init; } = Array.Empty<RegisteredClients>();

    /// <summary>True for the standard handler, which can exclude POST.</summary>
    public bool IsStandard => Adding.CalledName() == RetryingHandlers.Standard;
}

/// <summary>
/// Finds the methods of other projects that add a retrying handler to every HTTP client of the calling application, as <c>AddServiceDefaults</c>
/// of an Aspire solution does, or to clients that the application creates by their names.
/// </summary>
internal sealed class SharedHandlers
{
    /// <summary>The maximum number of methods between the one that an application calls and the one that adds the handler.</summary>
    private const int MaxCalls = 3;

    private readonly CalledMethods _methods;

    public SharedHandlers(VisibleProjects projects, CalledMethods methods)
    {
        _methods = methods;
        List<SharedHandler> found = new();
        foreach (var project in projects.All.Skip(1))
        {
            var clients = new RetryingClients(new VisibleProjects(project, followReferences: false), methods.Model);
            var added = project.SyntaxTrees.Select(static tree => tree.GetRoot()).Where(RetryingClients.HasClients)
                .SelectMany(static root => RetryingHandlers.Calls.SelectMany(name => Callers.In(root, name)))
                .Where(call => RetryingHandlers.Resends(call, methods.Model))
                .Select(call => (Member: CarriedGrants.Member(call), Adding: call, Clients: (IReadOnlyList<RegisteredClients>)ByName(clients.Of(call))))
                .Where(static one => one.Clients.Count > 0)
                .ToList();
            for (var callsLeft = MaxCalls; callsLeft > 0 && added.Count > 0; callsLeft--)
            {
                var methodsFound = added.Where(static one => one.Member is MethodDeclarationSyntax)
                    .Select(one => new SharedHandler((MethodDeclarationSyntax)one.Member, one.Adding, project) { Clients = one.Clients })
                    .Where(shared => !found.Contains(shared))
                    .ToList();
                found.AddRange(methodsFound);
                added = methodsFound
                    .SelectMany(shared => Callers.In(project, shared.Method.Identifier.ValueText)
                        .Where(call => Calls(call, shared))
                        .Select(call => (Member: CarriedGrants.Member(call), shared.Adding, shared.Clients)))
                    .ToList();
            }
        }

        All = found;
    }

    /// <summary>All such methods, of all visible projects except the application itself.</summary>
    public IReadOnlyList<SharedHandler> All { get; }

    /// <summary>Gets the calls of such methods in a file.</summary>
    public IEnumerable<(InvocationExpressionSyntax Call, SharedHandler Shared)> CallsIn(SyntaxNode root) =>
        from shared in All
        from call in Callers.In(root, shared.Method.Identifier.ValueText)
        where Calls(call, shared)
        select (call, shared);

    /// <summary>Leaves out clients that the application cannot ask for by a name.</summary>
    private static List<RegisteredClients> ByName(IEnumerable<RegisteredClients> clients) =>
        clients.Where(static registered => registered.IsDefault || registered.Names.Count > 0).ToList();

    private bool Calls(InvocationExpressionSyntax call, SharedHandler shared) => _methods.Of(call).Any(called => called.Body == shared.Method);
}
