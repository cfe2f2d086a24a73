using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Words that identify code that fetches history, or starts something that may do so. Every entry has a test.</summary>
internal static class SyncWords
{
    /// <summary>Calls that fetch history.</summary>
    public static readonly NameTable Calls = new(
        "Sync", "Resync", "Synchronize", "Synchronise", "Synchronization", "Backfill", "Back Fill", "Import", "Ingest", "Historical",
        "Get History", "Fetch History", "Load History", "Pull History", "Harvest", "Crawl", Enqueue, "Schedule", "Queue", "Trigger Job",
        "Fire And Forget", "Start New", "Publish", "Try Write", "Start Workflow", "Raise Event", "Fetch All", "Load All", "Pull",
        "Download All", "Initial Load", "Fetch Initial", "Load Initial", "Get Initial Data",
        "Get Initial History", "Get Initial Activities", "Poll", "Start Polling", "Fetch And", "Download And", "Load And");

    /// <summary>The method name common to work queues and in-memory queues.</summary>
    public const string Enqueue = "Enqueue";

    /// <summary>The method of a <c>TaskFactory</c> that starts any work; the name of a durable function's client ends with Async.</summary>
    public const string TaskStart = "StartNew";

    /// <summary>Those of the calls that are no sync.</summary>
    public static readonly NameTable Others = new(
        "Import Key", "Import Parameters", "Import Pem", "Import From", "Import Rsa", "Import Pkcs", "Import Subject", "Import Encrypted",
        "Save Sync $", "Send Sync $", "Execute Sync $", "Get Sync $", "Post Sync $", "Run Sync $", "Read Sync $", "Write Sync $",
        "Pull Request", "Publish System", "Publish Status", "Publish Notification", "Schedule Refresh", "Schedule Token", "Queue Email",
        "Enqueue Email", "Queue Notification", "Enqueue Notification", "Try Write Bytes", "^Mark Sync", "Last Sync", "Sync Status", "Sync State $",
        "Sync Token $", "Sync Settings $", "Sync Options $", "^Is Sync", "^Can Sync", "^Has Sync", "Sync Webhook", "Sync Script",
        "Sync Webhook Subscription");

    /// <summary>Those of the calls that read the application's own data if they have no arguments.</summary>
    public static readonly NameTable OwnLoads = new("^Load All $", "^Fetch All $");

    /// <summary>Calls that fetch history if they take a day in the past.</summary>
    public static readonly NameTable Fetches = new("^Fetch", "^Load", "^Refresh", "^Download", "^Retrieve", "^Collect", "^Populate");

    /// <summary>Calls that subtract from a date: <c>DateTime.UtcNow.AddMonths(-6)</c>.</summary>
    public static readonly NameTable PastDays = new("^Add Days $", "^Add Months $", "^Add Years $");

    /// <summary>Calls that store many rows.</summary>
    public static readonly NameTable BulkSaves = new(
        "^Add Range $", "^Insert Many $", "^Insert Range $", "^Bulk Insert $", "^Upsert Many $", "^Upsert Range $", "^Bulk Merge $");

    /// <summary>Tables of who or what the account belongs to, and of what a user chooses from before anything is fetched: neither is history.</summary>
    public static readonly NameTable OtherRows = new(
        "Member", "Guild", "Group", "Role", "Team", "Organization", "Tenant", "Scope", "Permission", "Account $", "Board $", "Calendar $", "Channel $",
        "Claim $", "Company $", "Companies $", "Device $", "Folder $", "Label $", "Location $", "Page $", "Phone $", "Playlist $", "Profile $", "Project $",
        "Property $", "Properties $", "Repos $", "Repositories $", "Shop $", "Site $", "Store $", "Subscription $", "Webhook $", "Workspace $");

    /// <summary>Calls that raise an object's domain event. Its handlers are in this project and can be analyzed.</summary>
    public static readonly NameTable DomainEvents = new(
        "^Raise Domain Event $", "^Add Domain Event $", "^Raise Event $", "^Register Domain Event $", "^Queue Domain Event $", "^Publish Domain Event $");

    /// <summary>Calls that do so if the object itself collects the event. The same names add a row to an outbox, or to a log.</summary>
    public static readonly NameTable OwnEvents = new("^Raise $", "^Add Event $", "^Record Event $");

    /// <summary>Receivers that notify users and start nothing.</summary>
    public static readonly NameTable Notifiers = new("Broadcaster", "Notifier", "Hub Context", "^Hub $", "Notification");

    /// <summary>Calls on them that send a notification.</summary>
    public static readonly NameTable Notices = new("^Publish", "^Notify", "^Broadcast", "^Send");

    /// <summary>Receivers that pass work to the UI thread.</summary>
    public static readonly NameTable Dispatchers = new("Dispatcher", "Main Thread", "Synchronization Context");

    /// <summary>Background work that waits for future events.</summary>
    public static readonly NameTable Live = new("Receive", "Listen", "Heartbeat", "Keep Alive", "Ping", "Stats", "Reconnect");

    /// <summary>Background work that prepares for future events: <c>Task.Run(() => RegisterWebhooksAsync())</c>.</summary>
    public static readonly NameTable Preparations = new("^Register", "^Subscribe", "Webhook", "Script Tag", "Default Settings");

    /// <summary>Background work that only parses, formats or creates an object: <c>Task.Run(() => JsonSerializer.Deserialize(…))</c>.</summary>
    public static readonly NameTable Readings = new("^Deserialize", "^Serialize", "^Parse", "^New Guid", "^To String");

    /// <summary>Types that represent such work.</summary>
    public static readonly NameTable Types = new("Sync", "Backfill", "Import", "Historical", "Ingest", "Crawl", "Synchronization", "^Thread $",
        "Outbox");

    /// <summary>Those of the types that only store data: <c>new CalendarSyncToken()</c>.</summary>
    public static readonly NameTable OtherTypes = new("Token $", "Credential $", "Settings $", "Options $", "Configuration $", "Exception $");

    /// <summary>Messages that record or announce something, and trigger no sync.</summary>
    public static readonly NameTable NoticeMessages = new("Audit", "^Send Email", "^Send Mail", "^Send Notification", "Email Message $", "Mail Message $",
        "Welcome", "Email $", "Sms $");

    /// <summary>Calls that push to a Redis list or stream used as a queue.</summary>
    public static readonly NameTable Pushes = new("^List Left Push", "^List Right Push", "^Stream Add");

    /// <summary>Calls that send a message to a queue.</summary>
    public static readonly NameTable Messages = new(
        "^Send Message", "^Send Event", "^Produce", "^Send $", "^Post $", "^Tell $", "^Dispatch", "^Start Execution $", "^Create Task $", "^Put Event",
        "^Put Record");

    /// <summary>Calls that do so if the receiver's type is one of <see cref="QueuesOfWork"/>: lists and tables may be named like queues.</summary>
    public static readonly NameTable Additions = new("^Create $", "^Add $");

    /// <summary>Types of queues that work is added to.</summary>
    public static readonly NameTable QueuesOfWork = new("Blocking Collection", "Job Client");

    /// <summary>Messages that tell their recipient to keep something.</summary>
    public static readonly NameTable SaveMessages = new("^Save", "^Store", "^Persist", "^Keep");

    /// <summary>The call that puts work into a channel, which a service of the same process reads.</summary>
    public const string ChannelCall = "WriteAsync";

    /// <summary>The type of the channel's end for writing.</summary>
    public const string ChannelWriter = "ChannelWriter";

    /// <summary>Types of the application that wrap a channel.</summary>
    public static readonly NameTable Channels = new("Channel");

    /// <summary>The call that passes a value to the subscribers of a stream, and the type of a stream that keeps no value for later ones.</summary>
    public const string StreamCall = "OnNext", Stream = "Subject";

    /// <summary>Names of streams and actors that show something to users.</summary>
    public static readonly NameTable Shows = new("Notifier", "Notification", "Toast", "Alert", "Banner", "Snackbar");

    /// <summary>Types of queue messages.</summary>
    public static readonly NameTable MessageTypes = new(
        "Service Bus Message $", "Brokered Message $", "Send Message Request $", "Send Message Batch Request $", "Queue Message $", "Event Data $");

    /// <summary>Names of a queue or its type.</summary>
    public static readonly NameTable Queues = new(
        "Queue", "Sqs", "Service Bus", "Producer", "Kafka", "Event Hub", "Rabbit", "Event Bus", "Message Bus", "Message Session", "Pub Sub",
        "Action Block", "Buffer Block", "Transform Block", "Step Function", "Cloud Task",
        "Event Bridge", "Event Grid", "Kinesis", "Blocking Collection", "Job Client", "Job Service", "Background Job");

    /// <summary>Names of a bus or an actor, or its type: what it runs is known if its handlers are visible.</summary>
    public static readonly NameTable Buses = new("Command Processor", "Command Bus", "Actor Ref");

    /// <summary>Queues for notifications or records.</summary>
    public static readonly NameTable OtherQueues = new("Email", "Mail", "Notification", "Sms", "Audit", "Log");

    /// <summary>Names of a table or service whose messages are sent later.</summary>
    public static readonly NameTable Outboxes = new(Outbox);

    /// <summary>The word in each of these names.</summary>
    public const string Outbox = "Outbox";

    /// <summary>Calls that add a message to an outbox.</summary>
    public static readonly NameTable OutboxCalls = new("^Add", "^Append", "^Create", "^Insert", "^Put", "^Record", "^Save", "^Send", "^Stage", "^Store", "^Write");

    /// <summary>Calls that add a message to a function's collector.</summary>
    public static readonly NameTable CollectorCalls = new("^Add");

    /// <summary>Attributes of a function's parameter that is bound to a queue.</summary>
    public static readonly string[] QueueBindings = { "Queue", "ServiceBus", "EventHub", "RabbitMQ", "Kafka" };

    /// <summary>Attributes of a function, or of a member of its return type, whose value goes to a queue.</summary>
    public static readonly string[] Outputs = { "QueueOutput", "ServiceBusOutput", "EventHubOutput", "RabbitMQOutput", "KafkaOutput" };

    /// <summary>Calls that send a request to a worker over HTTP.</summary>
    public static readonly NameTable WorkerRequests = new("^Post", "^Put");

    /// <summary>The member of a client to which the path is relative.</summary>
    public const string BaseOfClient = "BaseAddress";

    /// <summary>Words in the path of a worker's endpoint.</summary>
    public static readonly NameTable WorkerPaths = new("Sync", "Resync", "Backfill", "Import", "Ingest", "Historical");

    /// <summary>Calls with generic names that run what the receiver is for.</summary>
    public static readonly NameTable Runs = new("^Run $", "^Start $", "^Execute $", "^Trigger $", "^Begin $", "^Launch $", "^Process $", "^Perform $");

    /// <summary>The call that returns an actor: what it runs may be a sync.</summary>
    public static readonly NameTable Actors = new("^Get Grain $", "^Actor Of $", "^Create Actor Proxy $");

    /// <summary>Names of an object that fetches history, or of its type.</summary>
    public static readonly NameTable Workers = new(
        "Sync", "Synchronizer", "Synchroniser", "Synchronization", "Import", "Importer", "Backfill", "Backfiller", "Crawler", "Harvester", "Ingestion");

    /// <summary>Those of the objects that fetch nothing.</summary>
    public static readonly NameTable OtherWorkers = new("Sync Lock", "Sync Root", "Sync Context", "Synchronization Context", "Sync Token", "Sync Settings");

    /// <summary>Members that request a sync when set.</summary>
    public static readonly NameTable Flags = new(
        "Need Sync", "Needs Sync", "Need Import", "Needs Import", "Needs Backfill", "Require Sync", "Requires Sync", "Requires Import",
        "Sync Required", "Import Required", "Sync Requested", "Import Requested", "Backfill Requested", "Pending Sync", "Pending Import",
        "Pending Backfill", "Sync Pending", "Import Pending", "Backfill Pending", "Next Sync", "Next Import", "Next Poll", "Force Sync");

    /// <summary>Those of the members that only configure a later sync.</summary>
    public static readonly NameTable OtherFlags = new("Token $", "Interval $");

    /// <summary>Values that request nothing: <c>string.Empty</c>, <c>DateTime.MaxValue</c>.</summary>
    public static readonly WordTable Nothing = new(WordMatch.Whole, StringComparison.Ordinal, "Empty", "MaxValue");

    /// <summary>The call that adds an event to a list.</summary>
    public const string Listing = "Add";

    /// <summary>Calls that signal a waiting service.</summary>
    public static readonly NameTable Signals = new("^Release $", "^Set $", "^Try Set Result $", "^Set Result $");

    /// <summary>Calls that wait for a signal.</summary>
    public static readonly NameTable SignalWaits = new("^Wait");

    /// <summary>The awaited member of a signal.</summary>
    public const string TaskOfSignal = "Task";

    /// <summary>Types of signals.</summary>
    public static readonly string[] SignalTypes = { "Semaphore", "ResetEvent", "TaskCompletionSource" };

    /// <summary>Base types that do not identify the signaling type.</summary>
    public static readonly WordTable OtherBases = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "BackgroundService", "IHostedService", "IHostedLifecycleService", "IDisposable", "IAsyncDisposable");

    /// <summary>Base types of hosted services.</summary>
    public static readonly WordTable HostedServices = new(
        WordMatch.Whole, StringComparison.Ordinal, "BackgroundService", "IHostedService", "IHostedLifecycleService");

    /// <summary>Calls that start background work, by type and name.</summary>
    public static readonly string[] Starts =
    {
        "Task.Run", "Factory.StartNew", "ThreadPool.QueueUserWorkItem", "Writer.WriteAsync", "Endpoint.Send", "Bus.Send",
        "BackgroundJob.Enqueue", "RecurringJob.AddOrUpdate", "JobManager.AddOrUpdate", "Jobs.AddOrUpdate",
    };
}
