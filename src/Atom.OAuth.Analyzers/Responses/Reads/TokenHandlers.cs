using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>Message handlers of the project that give a token to every request of a client.</summary>
internal static class TokenHandlers
{
    /// <summary>The base class of handlers that pass a request on.</summary>
    private const string MessageHandler = "DelegatingHandler";

    /// <summary>The method that adds one to a registered client.</summary>
    private const string AddHandler = "AddHttpMessageHandler";

    /// <summary>What has to name a provider beside the token: an application also sends one to its own server, which may have a public address.</summary>
    private const Evidence Names =
        Evidence.KnownHost | Evidence.ProviderInName | Evidence.TypeKnowsProvider | Evidence.OAuthName | Evidence.OAuthTypeName;

    /// <summary>Gets the handlers of a client in the code that creates or registers it.</summary>
    public static IEnumerable<TypeDeclarationSyntax> In(SyntaxNode code, SourceMethods methods) =>
        code.DescendantNodesAndSelf()
            .Select(static node => node switch
            {
                ObjectCreationExpressionSyntax { Parent: ArgumentSyntax, Type: SimpleNameSyntax created } => created,
                GenericNameSyntax { Identifier.ValueText: AddHandler, TypeArgumentList.Arguments: [SimpleNameSyntax added] } => added,
                _ => null,
            })
            .OfType<SimpleNameSyntax>()
            .Select(name => methods.Model(name.SyntaxTree).GetSymbolInfo(name).Symbol)
            .OfType<INamedTypeSymbol>()
            .SelectMany(static type => type.DeclaringSyntaxReferences)
            .Select(static part => part.GetSyntax())
            .OfType<TypeDeclarationSyntax>()
            .Where(type => BaseTypes.NamesOf(type).Contains(MessageHandler) && methods.Contains(type.SyntaxTree));

    /// <summary>Adds the token that such a handler gives to the requests of a provider's client, or of any if the handler names a provider.</summary>
    public static bool AddTo(MarkEvidence evidence, SyntaxNode code, SourceMethods methods, MarkScanner scanner)
    {
        foreach (var handler in In(code, methods))
        {
            var said = evidence.IsRecording ? MarkEvidence.Recording() : new MarkEvidence();
            scanner.AddMember(said, handler);
            if (said.Has(Evidence.Bearer)
                && (evidence.Has(Names) || said.Has(Names) || KnownProviders.NameInIdentifier(handler.Identifier.ValueText) is not null))
            {
                evidence.Add(said, Evidence.Bearer);
                return true;
            }
        }

        return false;
    }
}
