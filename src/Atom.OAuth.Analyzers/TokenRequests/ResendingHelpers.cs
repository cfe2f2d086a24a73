using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Finds the methods that pass a request, or its content, to a retry policy or a loop. Most projects have none.</summary>
internal sealed class ResendingHelpers
{
    /// <summary>Names of parameters for the address of a request, rather than its content.</summary>
    private static readonly NameTable Addresses = new("Url $", "Uri $", "Endpoint $", "Path $", "Address $");

    /// <summary>Types of parameters that belong to no particular request, such as the client that sends it.</summary>
    private static readonly NameTable Tools = new("Client $", "Client Factory $", "Message Invoker $", "Cancellation Token $", "Logger $");

    /// <summary>A method without one of these words repeats nothing.</summary>
    private static readonly string[] SearchWords = AnyCase.Shortest(RetryWords.SearchWords.Where(static word => word != "try").Concat(AnswerFlow.PolicyRuns));

    private static readonly string[] PolicyRuns = AnswerFlow.PolicyRuns.ToArray();

    private readonly Func<SyntaxTree, SemanticModel> _model;
    private readonly HashSet<MethodDeclarationSyntax> _methods;
    private readonly string[] _names;

    public ResendingHelpers(VisibleProjects projects, Func<SyntaxTree, SemanticModel> model)
    {
        _model = model;
        _methods = new HashSet<MethodDeclarationSyntax>(projects.All.SelectMany(static project => project.SyntaxTrees)
            .Select(static tree => tree.GetRoot())
            .Where(static root => root.MentionsInAnyCase(SearchWords))
            .SelectMany(Members.MethodsIn)
            .Where(SendsGivenAgain));
        _names = _methods.Select(static method => method.Identifier.ValueText).Distinct().ToArray();
    }

    public bool Contains(MethodDeclarationSyntax method) => _methods.Contains(method);

    /// <summary>Searches the text.</summary>
    public bool MayBeCalledIn(SyntaxNode root) => _names.Length > 0 && root.Mentions(_names);

    /// <summary>Returns true for a method that repeats a call to which it passes one of its parameters.</summary>
    private bool SendsGivenAgain(MethodDeclarationSyntax helper)
    {
        var given = GivenTo(helper);
        if (given.Count == 0)
        {
            return false;
        }

        var isNamed = RetryWords.Names.Matches(helper.Identifier.ValueText)
            || (helper.Parent is TypeDeclarationSyntax type && RetryWords.Names.Matches(type.Identifier.ValueText));
        return (isNamed || helper.Mentions(PolicyRuns))
            && helper.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
                TokenSends.IsSend(call)
                && call.ArgumentList.Arguments.Any(argument => given.Exists(parameter => IsGiven(argument, parameter)))
                && ((isNamed && RetryLoops.Repeat(call)) || IsRunByPolicy(call)))
            && !RetryWords.ExcludesRequests(helper);
    }

    /// <summary>Gets the parameters that may be a request or its content.</summary>
    private static List<ParameterSyntax> GivenTo(MethodDeclarationSyntax helper) => helper.ParameterList.Parameters
        .Where(static parameter => !Tools.Matches(NameOf(parameter.Type)) && !Addresses.Matches(parameter.Identifier.ValueText)).ToList();

    /// <summary>An <c>HttpRequestMessage</c> has to be copied, because it cannot be sent twice.</summary>
    private static bool IsGiven(ArgumentSyntax argument, ParameterSyntax parameter) =>
        !(argument.Expression is IdentifierNameSyntax && NameOf(parameter.Type) == "HttpRequestMessage")
        && argument.TokensNamed(parameter.Identifier.ValueText).Any();

    /// <summary>Gets the last name of a type: <c>CancellationToken</c> of <c>System.Threading.CancellationToken?</c>.</summary>
    private static string NameOf(TypeSyntax? type) => type switch
    {
        NullableTypeSyntax nullable => NameOf(nullable.ElementType),
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    private bool IsRunByPolicy(InvocationExpressionSyntax call) =>
        call.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax run } }
        && AnswerFlow.PolicyRuns.Contains(run.CalledName())
        && run.Receiver() is { } policy
        && RetryWords.ResendsByPolicy(Definitions.Of(policy, _model));
}
