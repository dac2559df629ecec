/** Written by `npm run api` from the server's /api/openapi.json. Do not edit. */
export interface paths {
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Audit */
        get: operations["get_audit_api_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify Audit */
        post: operations["verify_audit_api_audit_verify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{connection_id}/lives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Lives
         * @description Broadcasts of the last synchronisation, newest first.
         */
        get: operations["list_lives_api_channels__connection_id__lives_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/shops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Shops
         * @description The connected shops, for whoever may not see their settings.
         */
        get: operations["list_shops_api_channels_shops_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Conflicts
         * @description Those between customers within the caller's data scope.
         */
        get: operations["list_conflicts_api_conflicts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conflicts/{conflict_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolve Conflict */
        post: operations["resolve_conflict_api_conflicts__conflict_id__resolve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Connections */
        get: operations["list_connections_api_connections_get"];
        put?: never;
        /** Add Connection */
        post: operations["add_connection_api_connections_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Connection */
        get: operations["get_connection_api_connections__connection_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove Connection
         * @description Take back a connection that never worked; one that was used stays.
         */
        delete: operations["remove_connection_api_connections__connection_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Connection
         * @description Change what is given. A refused new secret changes nothing; a replaced callback token or key is accepted for
         *     a day more.
         */
        patch: operations["change_connection_api_connections__connection_id__patch"];
        trace?: never;
    };
    "/api/connections/{connection_id}/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Callbacks
         * @description Callbacks as they came, newest first, without their content. `outcome`: waiting, done, failed, held, erased.
         */
        get: operations["list_callbacks_api_connections__connection_id__callbacks_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{connection_id}/callbacks/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay Callbacks
         * @description Process stored callbacks again; what they did already is not done twice.
         */
        post: operations["replay_callbacks_api_connections__connection_id__callbacks_replay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{connection_id}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Calls
         * @description Today's calls by interface with the documented limit and where the day ends at this pace.
         */
        get: operations["list_calls_api_connections__connection_id__calls_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{connection_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Connection
         * @description The doctor, step by step; the transaction begins when the platform has answered.
         */
        post: operations["check_connection_api_connections__connection_id__check_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{connection_id}/reconcile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare Connection
         * @description Find what callbacks missed, now instead of tonight; the job shows its progress under /api/jobs.
         */
        post: operations["compare_connection_api_connections__connection_id__reconcile_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{connection_id}/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch Connection
         * @description Off: the platform is not called, callbacks are answered and held. On: what was held is processed.
         */
        post: operations["switch_connection_api_connections__connection_id__switch_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{connection_id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Last Sync
         * @description How far reading everything is, or how it ended; null when it was never asked for, or long ago.
         */
        get: operations["last_sync_api_connections__connection_id__sync_get"];
        put?: never;
        /**
         * Sync Connection
         * @description Read everything in the background; not queued again while it runs.
         */
        post: operations["sync_connection_api_connections__connection_id__sync_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Kinds
         * @description What can be connected, with the fields to enter and the steps to take at the platform.
         */
        get: operations["list_kinds_api_connections_kinds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Customers
         * @description Customers whom the caller may see. Values of a filter separated by commas mean any of them.
         *
         *     Bounds are included; a day is a day of the organisation's zone.
         */
        get: operations["list_customers_api_customers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase */
        post: operations["erase_api_customers__id__erase_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/export-personal-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Export Personal Data */
        post: operations["export_personal_data_api_customers__id__export_personal_data_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Customer
         * @description One customer. The number of someone who was merged answers with whom they are now.
         */
        get: operations["read_customer_api_customers__person_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{person_id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Groups Of Customer
         * @description The customer's stays in groups, the latest first. Not found for a customer outside the data scope.
         */
        get: operations["groups_of_customer_api_customers__person_id__groups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{person_id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Customer Orders
         * @description One customer's orders, newest first.
         */
        get: operations["list_customer_orders_api_customers__person_id__orders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{person_id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reveal
         * @description Show a personal field in full. Who asked and why is written to the audit log before the answer.
         */
        post: operations["reveal_api_customers__person_id__reveal_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{person_id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Tags
         * @description Give and take tags. Answers those the customer wears now.
         */
        post: operations["change_tags_api_customers__person_id__tags_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{person_id}/tags/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History Of Person
         * @description Every tag this customer wears or wore: from when to when, who gave it and what took it off.
         */
        get: operations["history_of_person_api_customers__person_id__tags_history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{person_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Timeline
         * @description What a customer did, newest first.
         */
        get: operations["read_timeline_api_customers__person_id__timeline_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{person_id}/traits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write Traits
         * @description State traits of one customer. Answers all that count now.
         */
        put: operations["write_traits_api_customers__person_id__traits_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{person_id}/traits/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Trait History
         * @description Which values counted until when and what took their place, newest first. Personal values are masked.
         */
        get: operations["trait_history_api_customers__person_id__traits_history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Tags Of Many
         * @description Give and take tags of many: of `ids`, or of everybody who fits `filter`; all within the caller's data scope.
         *
         *     Up to 1,000 at once, and `items` says what is different of whom; of more, `job_id` is the job that changes them.
         *     Either can be taken back with `POST /api/tags/edits/{edit_id}/undo`.
         */
        post: operations["change_tags_of_many_api_customers_tags_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Catalog
         * @description Built-in events first, then the unverified names that were received in the last 30 days.
         */
        get: operations["read_catalog_api_events_catalog_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Recent
         * @description The events received last, newest first.
         */
        get: operations["read_recent_api_events_recent_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Rejected
         * @description Events that were refused, newest first, with the reason and a masked sample.
         */
        get: operations["read_rejected_api_events_rejected_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream
         * @description Server-sent events: one LiveEvent a message, at most 50 a second (the newest).
         */
        get: operations["stream_api_events_stream_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Groups
         * @description Groups whose owner is in the caller's data scope.
         */
        get: operations["list_groups_api_groups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Group */
        get: operations["get_group_api_groups__group_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Days Of Group
         * @description Customers who came, went and were inside, by day of the organisation's zone, today included, oldest first.
         */
        get: operations["days_of_group_api_groups__group_id__days_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Members
         * @description Sorted by joined_at or left_at.
         */
        get: operations["list_members_api_groups__group_id__members_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read State */
        get: operations["read_state_api_identity_quality_get"];
        put?: never;
        /**
         * Measure Quality
         * @description Measure us against a truth: a sandbox's, or people whom you know. Nothing of it is kept.
         */
        post: operations["measure_quality_api_identity_quality_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Imports
         * @description Newest first.
         */
        get: operations["list_imports_api_imports_get"];
        put?: never;
        /**
         * Upload
         * @description Take in a file and look at it. Nothing is imported before `start`.
         */
        post: operations["upload_api_imports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Import */
        get: operations["read_import_api_imports__import_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Stop. What was imported stays.
         */
        post: operations["cancel_api_imports__import_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/errors.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download Errors
         * @description Rows with mistakes: row, column, an excerpt of the value, what is wrong. At most 20,000 of them are kept.
         */
        get: operations["download_errors_api_imports__import_id__errors_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause
         * @description Stop after the chunk under way. `resume` goes on.
         */
        post: operations["pause_api_imports__import_id__pause_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description What the first rows of an import of customers would do under this mapping: who is known, which traits change.
         */
        post: operations["preview_api_imports__import_id__preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume
         * @description Go on after the last committed chunk of a paused, failed or cancelled import.
         */
        post: operations["resume_api_imports__import_id__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start
         * @description Begin in the background; its progress is in the import and under /api/jobs.
         */
        post: operations["start_api_imports__import_id__start_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Restore the traits that an import changed, in the background; what changed since is left.
         */
        post: operations["undo_api_imports__import_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Jobs
         * @description Background jobs, newest first; `state` is ready, running, done, dead or cancelled.
         */
        get: operations["read_jobs_api_jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Job
         * @description How far a job is, for whoever started it and everybody who has its number; why it failed says `jobs.read`.
         */
        get: operations["read_job_api_jobs__job_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Job
         * @description Stop a job that waits or runs. What it did so far stays.
         */
        post: operations["cancel_job_api_jobs__job_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Job
         * @description Put a dead or cancelled job back in the queue.
         */
        post: operations["retry_job_api_jobs__job_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Keys */
        get: operations["get_keys_api_keys_get"];
        put?: never;
        /** Create Key */
        post: operations["create_key_api_keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke Key */
        delete: operations["revoke_key_api_keys__id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lifecycle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Lifecycle
         * @description How many people are in each layer; of those whom the caller may see.
         */
        get: operations["read_lifecycle_api_lifecycle_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lifecycle/flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Flow
         * @description Who went from which layer to which between two days, for a Sankey; of those whom the caller may see.
         */
        get: operations["read_flow_api_lifecycle_flow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lifecycle/flow/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Flow People
         * @description The people behind one link of the flow.
         */
        get: operations["list_flow_people_api_lifecycle_flow_people_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lifecycle/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List People
         * @description The people of a layer, or with a flag, or both; who came last comes first.
         */
        get: operations["list_people_api_lifecycle_people_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lifecycle/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Settings */
        get: operations["read_settings_api_lifecycle_settings_get"];
        /**
         * Change Settings
         * @description New thresholds; everybody is looked at again in the background. 409 when somebody else changed them meanwhile.
         */
        put: operations["change_settings_api_lifecycle_settings_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Codes */
        get: operations["list_codes_api_live_codes_get"];
        put?: never;
        /**
         * Create Code
         * @description Answers a draft at once; the QR code is there a moment later (`status` active).
         */
        post: operations["create_code_api_live_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-codes/{code_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Code */
        get: operations["get_code_api_live_codes__code_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Code */
        patch: operations["change_code_api_live_codes__code_id__patch"];
        trace?: never;
    };
    "/api/live-codes/{code_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archive Code */
        post: operations["archive_code_api_live_codes__code_id__archive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-codes/{code_id}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Days Of Code
         * @description Friends won on each of the last 30 days, today included, oldest first; days of the organisation's zone.
         */
        get: operations["days_of_code_api_live_codes__code_id__days_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-codes/{code_id}/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Qr
         * @description The picture of the QR code that WeCom made. Raises NotIssuedYet, OutsideUnreachable, NoPicture.
         */
        get: operations["qr_api_live_codes__code_id__qr_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-codes/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Connections
         * @description The connections a code can be made in, for whoever may not see their settings.
         */
        get: operations["list_connections_api_live_codes_connections_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-codes/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description The welcome as a customer would read it; refuses unknown variables as saving does.
         */
        post: operations["preview_api_live_codes_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-codes/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Variables
         * @description What a welcome text may hold in braces.
         */
        get: operations["list_variables_api_live_codes_variables_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Persons
         * @description Both within the caller's data scope.
         */
        post: operations["merge_persons_api_merges_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merges/{merge_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo Merge */
        post: operations["undo_merge_api_merges__merge_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mini-program/{connection_id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Links */
        get: operations["list_links_api_mini_program__connection_id__links_get"];
        put?: never;
        /**
         * Make Link
         * @description Asks the platform for a link or code and keeps it.
         */
        post: operations["make_link_api_mini_program__connection_id__links_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mini-program/{connection_id}/links/{link_id}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Image */
        get: operations["get_image_api_mini_program__connection_id__links__link_id__image_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mini-program/{connection_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send Message
         * @description One subscribe message to one customer: judged now, sent after the commit.
         */
        post: operations["send_message_api_mini_program__connection_id__messages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mini-program/{connection_id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Statistics
         * @description The platform's own figures by Chinese day; days that it has not counted are absent.
         */
        get: operations["statistics_api_mini_program__connection_id__statistics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mini-program/{connection_id}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Templates
         * @description Subscribe message templates as of the last synchronisation.
         */
        get: operations["list_templates_api_mini_program__connection_id__templates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mini-program/programs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Programs
         * @description The connected mini programs, for whoever may not see their settings.
         */
        get: operations["list_programs_api_mini_program_programs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Codes
         * @description Newest first, with how many who follow now came through each.
         */
        get: operations["list_codes_api_official_account__connection_id__codes_get"];
        put?: never;
        /**
         * Make Code
         * @description Whoever follows or scans through it has its channel and gets its tags.
         */
        post: operations["make_code_api_official_account__connection_id__codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/codes/{code_id}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Qr
         * @description The QR code as SVG, for print at any size: what the platform's own picture says.
         */
        get: operations["qr_api_official_account__connection_id__codes__code_id__qr_svg_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/conditional-menus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Conditional Menu
         * @description For followers with a tag of the account, or with a system; the newest that fits is shown.
         */
        post: operations["add_conditional_menu_api_official_account__connection_id__conditional_menus_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/conditional-menus/{menuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete Conditional Menu */
        delete: operations["delete_conditional_menu_api_official_account__connection_id__conditional_menus__menuid__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Days
         * @description Readers and sharers of all articles, messages of followers, callbacks; days of China, a day late.
         */
        get: operations["list_days_api_official_account__connection_id__days_get"];
        put?: never;
        /**
         * Read Days
         * @description Ask the platform now instead of tomorrow morning; what it tells is there a moment later.
         */
        post: operations["read_days_api_official_account__connection_id__days_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Drafts
         * @description Twenty a page, as the platform gives them.
         */
        get: operations["list_drafts_api_official_account__connection_id__drafts_get"];
        put?: never;
        /** Add Draft */
        post: operations["add_draft_api_official_account__connection_id__drafts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/drafts/{media_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Draft */
        get: operations["get_draft_api_official_account__connection_id__drafts__media_id__get"];
        put?: never;
        post?: never;
        /** Delete Draft */
        delete: operations["delete_draft_api_official_account__connection_id__drafts__media_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/drafts/{media_id}/articles/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Draft
         * @description One article of a draft; the first is 0.
         */
        put: operations["change_draft_api_official_account__connection_id__drafts__media_id__articles__index__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/drafts/{media_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish
         * @description Make a draft an article. Followers are not told; the result comes later.
         */
        post: operations["publish_api_official_account__connection_id__drafts__media_id__publish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures
         * @description As the platform counts: followers by day, and the articles published in these days with their figures so far.
         */
        get: operations["figures_api_official_account__connection_id__figures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/followers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Followers
         * @description How many follow now, and how far a full sync has come.
         */
        get: operations["count_followers_api_official_account__connection_id__followers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload Image
         * @description A permanent image of the account, such as the cover of an article; at most 10 MB.
         */
        post: operations["upload_image_api_official_account__connection_id__images_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/login-address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Login Address
         * @description Where a page of the brand sends its visitor. `ask`: for name and picture too, which the person must allow.
         */
        get: operations["login_address_api_official_account__connection_id__login_address_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/mass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Masses
         * @description Mass messages, newest first.
         */
        get: operations["list_masses_api_official_account__connection_id__mass_get"];
        put?: never;
        /**
         * Send Mass
         * @description A follower of a service account gets four a month, the rest is skipped by the platform. The result comes later.
         */
        post: operations["send_mass_api_official_account__connection_id__mass_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/mass/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Mass
         * @description Send it to one follower to look at; uses no quota.
         */
        post: operations["preview_mass_api_official_account__connection_id__mass_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/menu": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Menu */
        get: operations["get_menu_api_official_account__connection_id__menu_get"];
        /**
         * Set Menu
         * @description Replaces the menu that everyone sees; phones show it within five minutes.
         */
        put: operations["set_menu_api_official_account__connection_id__menu_put"];
        post?: never;
        /**
         * Delete Menus
         * @description The conditional ones go too.
         */
        delete: operations["delete_menus_api_official_account__connection_id__menu_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send Messages
         * @description Customer-service messages (within the window the follower opened), template messages or 订阅通知.
         */
        post: operations["send_messages_api_official_account__connection_id__messages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Publications */
        get: operations["list_publications_api_official_account__connection_id__publications_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tags
         * @description Tags of the account with the tag here that each of them is.
         */
        get: operations["list_tags_api_official_account__connection_id__tags_get"];
        put?: never;
        /**
         * Mirror Tag
         * @description Make a tag the account's too: from now on it is put on followers there as people get it here.
         */
        post: operations["mirror_tag_api_official_account__connection_id__tags_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/tags/{external_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Tag
         * @description Delete it at the account; people here keep theirs.
         */
        delete: operations["delete_tag_api_official_account__connection_id__tags__external_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Templates
         * @description Templates of template messages and of 订阅通知, as the account has them now.
         */
        get: operations["list_templates_api_official_account__connection_id__templates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-account/{connection_id}/visitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Visitor
         * @description Who came back with this code; openid, unionid and the browser's id become evidence for one person.
         */
        post: operations["visitor_api_official_account__connection_id__visitors_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/official-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Accounts
         * @description Every 公众号 that is connected, for choosing one.
         */
        get: operations["list_accounts_api_official_accounts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Orders
         * @description Orders of the customers whom the caller may see. Values of a filter separated by commas mean any of them.
         *
         *     Bounds are included; a day is a day of the organisation's zone.
         */
        get: operations["list_orders_api_orders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Overview
         * @description New friends, active people, orders and GMV: by day, channel and store. Default: the last 30 days.
         */
        get: operations["read_overview_api_overview_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/{connection_id}/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Coupons */
        get: operations["list_coupons_api_pay__connection_id__coupons_get"];
        put?: never;
        /** Send Coupon */
        post: operations["send_coupon_api_pay__connection_id__coupons_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/{connection_id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Orders */
        get: operations["list_orders_api_pay__connection_id__orders_get"];
        put?: never;
        /**
         * Prepare Order
         * @description Prepare an order; `client` is what wx.requestPayment is called with. The same number is the same order.
         */
        post: operations["prepare_order_api_pay__connection_id__orders_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/{connection_id}/orders/{number}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Order
         * @description Ask the platform what has become of an order.
         */
        post: operations["check_order_api_pay__connection_id__orders__number__check_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/{connection_id}/orders/{number}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close Order
         * @description Nobody can pay it any more; one that was paid meanwhile stays paid.
         */
        post: operations["close_order_api_pay__connection_id__orders__number__close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/{connection_id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Refunds */
        get: operations["list_refunds_api_pay__connection_id__refunds_get"];
        put?: never;
        /**
         * Refund
         * @description Accepted is not arrived: the state follows. The same number is the same refund.
         */
        post: operations["refund_api_pay__connection_id__refunds_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/{connection_id}/stocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Stocks */
        get: operations["list_stocks_api_pay__connection_id__stocks_get"];
        put?: never;
        /**
         * Make Stock
         * @description A batch of coupons; it is started separately.
         */
        post: operations["make_stock_api_pay__connection_id__stocks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/{connection_id}/stocks/{number}/{move}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move Stock */
        post: operations["move_stock_api_pay__connection_id__stocks__number___move__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/{connection_id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Transfers */
        get: operations["list_transfers_api_pay__connection_id__transfers_get"];
        put?: never;
        /**
         * Transfer
         * @description Money for somebody, who must confirm within a day with `package_info` (wx.requestMerchantTransfer).
         */
        post: operations["transfer_api_pay__connection_id__transfers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/{connection_id}/transfers/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel Transfer */
        post: operations["cancel_transfer_api_pay__connection_id__transfers__number__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Merchants
         * @description For whoever may not see the settings of the connections.
         */
        get: operations["list_merchants_api_pay_merchants_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pay/scenes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Scenes
         * @description Scenes of transfers whose report is known. From `name_from` 分 on the receiver's real name is needed.
         */
        get: operations["list_scenes_api_pay_scenes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Permissions */
        get: operations["get_permissions_api_permissions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rfm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Rfm
         * @description The grid: every cell with its people and revenue, of those whom the caller may see.
         */
        get: operations["read_rfm_api_rfm_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rfm/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List People
         * @description The people of cells, those with most revenue first.
         */
        get: operations["list_people_api_rfm_people_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rfm/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh
         * @description Take thresholds again now rather than at night.
         */
        post: operations["refresh_api_rfm_refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rfm/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Settings */
        get: operations["read_settings_api_rfm_settings_get"];
        /**
         * Change Settings
         * @description New settings; thresholds are taken again at once, in the background. 409 when somebody else changed them.
         */
        put: operations["change_settings_api_rfm_settings_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Roles */
        get: operations["get_roles_api_roles_get"];
        put?: never;
        /** Create Role */
        post: operations["create_role_api_roles_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Role
         * @description A role nobody has. Refused with their names while somebody does.
         */
        delete: operations["delete_role_api_roles__id__delete"];
        options?: never;
        head?: never;
        /** Change Role */
        patch: operations["change_role_api_roles__id__patch"];
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description People by part of a name, or by a whole identifier: a phone in any spelling, a member number; then segments and
         *     tags by part of their name, of what the caller may read.
         */
        get: operations["search_api_search_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Segments
         * @description Sorted by name, size, updated_at or created_at; a leading minus turns it round.
         */
        get: operations["list_segments_api_segments_get"];
        put?: never;
        /**
         * Create Segment
         * @description Its members are known a moment later; `size` is null until then.
         */
        post: operations["create_segment_api_segments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Segment */
        get: operations["read_segment_api_segments__segment_id__get"];
        /**
         * Edit Segment
         * @description Save over the version that was edited. 409 `segments.changed_meanwhile` says who saved another one, and when.
         */
        put: operations["edit_segment_api_segments__segment_id__put"];
        post?: never;
        /**
         * Delete Segment
         * @description With its history. 409 `segments.in_use` names the places that use it.
         */
        delete: operations["delete_segment_api_segments__segment_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive Segment
         * @description It is kept and no longer brought up to date. Refused while it is used, as deleting is.
         */
        post: operations["archive_segment_api_segments__segment_id__archive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign All
         * @description Say which member of staff looks after whom (the trait `owner_staff`), in the background.
         */
        post: operations["assign_all_api_segments__segment_id__assign_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Changes
         * @description Who entered and left after a cursor, in order; of whom the caller may see.
         */
        get: operations["read_changes_api_segments__segment_id__changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin Export
         * @description Have a masked CSV of the members made whom the caller may see. The reason is audited.
         */
        post: operations["begin_export_api_segments__segment_id__export_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read History
         * @description The hours in which somebody entered or left; of the last 90 days unless said. Sizes are of everybody, so whoever
         *     sees only some customers is told nothing.
         */
        get: operations["read_history_api_segments__segment_id__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/members/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Membership
         * @description Why a person is in a segment or not: each part of the rule, asked now, with what is known about them.
         */
        get: operations["read_membership_api_segments__segment_id__members__person_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/moved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Moved
         * @description Who entered or left between two days, of whom the caller may see; of the last 90 days unless said.
         */
        get: operations["read_moved_api_segments__segment_id__moved_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read People
         * @description Members whom the caller may see, sorted and paged as the customer list is; with `at` those who were members then
         *     (at the end of a day), of the last 90 days.
         */
        get: operations["read_people_api_segments__segment_id__people_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore Segment */
        post: operations["restore_segment_api_segments__segment_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/tag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tag All
         * @description Give and take tags of everybody in a segment whom the caller may see, in the background.
         */
        post: operations["tag_all_api_segments__segment_id__tag_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/used-by": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Places */
        get: operations["read_places_api_segments__segment_id__used_by_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Versions
         * @description Latest first.
         */
        get: operations["read_versions_api_segments__segment_id__versions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segment_id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Version
         * @description Save the rule of an earlier version as the newest one.
         */
        post: operations["restore_version_api_segments__segment_id__versions__version__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Actions
         * @description Tags and assignments for whole segments, newest first.
         */
        get: operations["read_actions_api_segments_actions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/actions/{action_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Action
         * @description Take back what an action changed. What somebody changed since stays as it is now.
         *
         *     Whoever does not see every customer takes back only what they did themselves.
         */
        post: operations["undo_action_api_segments_actions__action_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Exports
         * @description One's own; whoever may see the audit log sees everybody's.
         */
        get: operations["read_exports_api_segments_exports_get"];
        put?: never;
        /**
         * Begin Export Of Chosen
         * @description Have a masked CSV made of customers chosen by number or by a query of the customer list, of those whom the
         *     caller may see. The reason is audited.
         */
        post: operations["begin_export_of_chosen_api_segments_exports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/exports/{export_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download Export
         * @description The file, for whoever had it made. Each download is audited.
         */
        get: operations["download_export_api_segments_exports__export_id__file_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Library
         * @description Ready-made segments, with the thresholds of the settings.
         */
        get: operations["read_library_api_segments_library_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/library/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take From Library
         * @description Make a segment of one's own of a ready-made one; it can be changed like any other.
         */
        post: operations["take_from_library_api_segments_library__key__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Lists
         * @description Newest first.
         */
        get: operations["read_lists_api_segments_lists_get"];
        put?: never;
        /**
         * Upload List
         * @description Make a list of the people a file names. It is read in the background; whoever the caller may not see counts as
         *     unknown.
         */
        post: operations["upload_list_api_segments_lists_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/lists/{list_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read List
         * @description A list and how its rows were matched.
         */
        get: operations["read_list_api_segments_lists__list_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete List
         * @description Remove a list with its files. 409 `segments.list_in_use` names the segments that use it.
         */
        delete: operations["delete_list_api_segments_lists__list_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/lists/{list_id}/unmatched.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download Unmatched
         * @description Rows that name nobody or several people: row, value, reason. Kept for 30 days; each download is audited.
         */
        get: operations["download_unmatched_api_segments_lists__list_id__unmatched_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/overlap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Overlap
         * @description How two to four segments overlap: a region are the people who are in exactly these of them.
         */
        post: operations["overlap_api_segments_overlap_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description How many people a rule would choose now, who for example, and the size of each part; within the data scope.
         */
        post: operations["preview_api_segments_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/vocabulary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Vocabulary
         * @description All that conditions can be made of.
         */
        get: operations["read_vocabulary_api_segments_vocabulary_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Session */
        get: operations["get_session_api_session_get"];
        put?: never;
        /** Log In */
        post: operations["log_in_api_session_post"];
        /** Log Out */
        delete: operations["log_out_api_session_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log In By Link */
        post: operations["log_in_by_link_api_session_link_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change Own Password */
        post: operations["change_own_password_api_session_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/wecom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Logins
         * @description Connections whose staff may log in. Names only.
         */
        get: operations["list_logins_api_session_wecom_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/wecom/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Finish Login
         * @description To the login page with a one-time link, or with the code of what went wrong.
         */
        get: operations["finish_login_api_session_wecom_callback_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/wecom/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Start Login
         * @description Sends the browser to WeCom; inside its client the member need not do anything.
         */
        get: operations["start_login_api_session_wecom_start_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Sessions */
        get: operations["get_sessions_api_sessions_get"];
        put?: never;
        post?: never;
        /**
         * Revoke Other Sessions
         * @description Sign out everywhere but here.
         */
        delete: operations["revoke_other_sessions_api_sessions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke Session */
        delete: operations["revoke_session_api_sessions__id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Setup */
        get: operations["get_setup_api_setup_get"];
        put?: never;
        /** Post Setup */
        post: operations["post_setup_api_setup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Staff */
        get: operations["list_staff_api_staff_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Status */
        get: operations["read_status_api_status_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Stores */
        get: operations["list_stores_api_stores_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tag-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Groups
         * @description Groups by name, with their tags, who may use them, their rules, and what they are synchronised with.
         */
        get: operations["list_groups_api_tag_groups_get"];
        put?: never;
        /** Create Group */
        post: operations["create_group_api_tag_groups_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tag-groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Group
         * @description Only an empty one.
         */
        delete: operations["delete_group_api_tag_groups__group_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Group
         * @description A group that becomes exclusive is settled in the background: the newest tag of each person stays.
         */
        patch: operations["change_group_api_tag_groups__group_id__patch"];
        trace?: never;
    };
    "/api/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tags
         * @description All tags by group and name, with how many people wear each.
         */
        get: operations["list_tags_api_tags_get"];
        put?: never;
        /**
         * Create Tag
         * @description A new tag; its group is made when absent.
         */
        post: operations["create_tag_api_tags_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tag_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Tag
         * @description Only one that nobody wears and nothing refers to; otherwise it can be archived or merged.
         */
        delete: operations["delete_tag_api_tags__tag_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Tag
         * @description Rename, recolour, move; when it expires; the segment whose members wear it.
         */
        patch: operations["change_tag_api_tags__tag_id__patch"];
        trace?: never;
    };
    "/api/tags/{tag_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive Tag
         * @description It cannot be given any more; who wears it keeps it until it is taken off.
         */
        post: operations["archive_tag_api_tags__tag_id__archive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tag_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History Of Tag
         * @description Who got it and who lost it, and how many each day.
         */
        get: operations["history_of_tag_api_tags__tag_id__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tag_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Tags
         * @description All wearers move to `into`, with who gave it to them and when. It cannot be undone.
         */
        post: operations["merge_tags_api_tags__tag_id__merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tag_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore Tag */
        post: operations["restore_tag_api_tags__tag_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tag_id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start
         * @description Keep the tag in step with one of the account: made there when there is none of its name, and put on its wearers.
         */
        post: operations["start_api_tags__tag_id__sync_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tag_id}/sync/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop
         * @description Keep it in step no longer; both sides stay as they are.
         */
        delete: operations["stop_api_tags__tag_id__sync__account__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Actions
         * @description What people get tags for by doing it.
         */
        get: operations["list_actions_api_tags_actions_get"];
        put?: never;
        /**
         * Create Action
         * @description From now on; what was done before gives nothing.
         */
        post: operations["create_action_api_tags_actions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/actions/{action_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change Action */
        put: operations["change_action_api_tags_actions__action_id__put"];
        post?: never;
        /**
         * Delete Action
         * @description Tags that it gave stay.
         */
        delete: operations["delete_action_api_tags_actions__action_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archive Many */
        post: operations["archive_many_api_tags_archive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/edits/{edit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Edit
         * @description Tags changed for many at once: how far it is, and whether it can be undone.
         */
        get: operations["read_edit_api_tags_edits__edit_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/edits/{edit_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Edit
         * @description Take back what a bulk tagging changed, in the background. What somebody changed since stays as it is now.
         *
         *     Whoever does not see every customer takes back only what they did themselves.
         */
        post: operations["undo_edit_api_tags_edits__edit_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/overlap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Overlap
         * @description Each pair of these tags: how many wear both. At most 30 tags.
         */
        get: operations["overlap_api_tags_overlap_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Quality
         * @description Tags that nobody uses, that mean the same as another, or that nobody finds; each with the call that tidies up.
         */
        get: operations["quality_api_tags_quality_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings */
        get: operations["settings_api_tags_settings_get"];
        /**
         * Change Settings
         * @description From when on the quality page shows a tag; what is absent stays.
         */
        put: operations["change_settings_api_tags_settings_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Accounts
         * @description Every account whose tags are kept in step with ours, and what is not.
         */
        get: operations["list_accounts_api_tags_sync_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/sync/{account}/now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync Now
         * @description Compare the tags now, and try again whatever failed.
         */
        post: operations["sync_now_api_tags_sync__account__now_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Usage
         * @description Who wears each tag, what gave it, and what changed in the last 30 days.
         */
        get: operations["usage_api_tags_usage_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/traits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Traits
         * @description All traits, built-in ones first, with how many people have a value (of many people: a minute ago).
         */
        get: operations["list_traits_api_traits_get"];
        put?: never;
        /**
         * Create Trait
         * @description A trait of one's own. A computed one is computed for everybody in the background.
         */
        post: operations["create_trait_api_traits_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/traits/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Trait
         * @description With everything stated about it. Refused where a segment or anything else uses it.
         */
        delete: operations["delete_trait_api_traits__key__delete"];
        options?: never;
        head?: never;
        /**
         * Change Trait
         * @description Of a built-in trait its label, options, privacy and order of sources can be changed.
         */
        patch: operations["change_trait_api_traits__key__patch"];
        trace?: never;
    };
    "/api/traits/{key}/compute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compute Trait
         * @description Compute a computed trait again for everybody, in the background.
         */
        post: operations["compute_trait_api_traits__key__compute_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/traits/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Many
         * @description State traits of many in the background; `dry_run` says what would change and changes nothing.
         */
        post: operations["change_many_api_traits_bulk_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/traits/edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Edits
         * @description Changes of many, newest first.
         */
        get: operations["list_edits_api_traits_edits_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/traits/edits/{edit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Edit */
        get: operations["read_edit_api_traits_edits__edit_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/traits/edits/{edit_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Edit
         * @description Restore what was before, in the background; values that changed since are left and counted in `left`.
         *
         *     Whoever does not see every customer takes back only what they did themselves.
         */
        post: operations["undo_edit_api_traits_edits__edit_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Users */
        get: operations["get_users_api_users_get"];
        put?: never;
        /** Create User */
        post: operations["create_user_api_users_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change User */
        patch: operations["change_user_api_users__id__patch"];
        trace?: never;
    };
    "/api/users/{id}/login-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create Login Link */
        post: operations["create_login_link_api_users__id__login_link_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Views */
        get: operations["get_views_api_views_get"];
        put?: never;
        /** Save View */
        post: operations["save_view_api_views_post"];
        /** Delete View By Query */
        delete: operations["delete_view_by_query_api_views_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete View */
        delete: operations["delete_view_api_views__id__delete"];
        options?: never;
        head?: never;
        /** Change View */
        patch: operations["change_view_api_views__id__patch"];
        trace?: never;
    };
    "/api/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Webhooks */
        get: operations["list_webhooks_api_webhooks_get"];
        put?: never;
        /**
         * Create
         * @description Make an address. Its secret is in the answer and nowhere else.
         */
        post: operations["create_api_webhooks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Webhook */
        get: operations["read_webhook_api_webhooks__webhook_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description The address stops working for good.
         */
        delete: operations["remove_api_webhooks__webhook_id__delete"];
        options?: never;
        head?: never;
        /** Change */
        patch: operations["change_api_webhooks__webhook_id__patch"];
        trace?: never;
    };
    "/api/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries
         * @description The last 200 requests with a right signature, newest first.
         */
        get: operations["deliveries_api_webhooks__webhook_id__deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook_id}/end-previous": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Previous
         * @description Only the current secret is valid from now on.
         */
        post: operations["end_previous_api_webhooks__webhook_id__end_previous_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate
         * @description A new secret. The one before stays valid for a while, so that the sender can change without a gap.
         */
        post: operations["rotate_api_webhooks__webhook_id__rotate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Webhook
         * @description What this webhook would make of a body. Nothing is stored.
         */
        post: operations["test_webhook_api_webhooks__webhook_id__test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Kinds
         * @description What a webhook can bring, and its fields.
         */
        get: operations["kinds_api_webhooks_kinds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description What a body would become under a mapping. Nothing is stored.
         */
        post: operations["preview_api_webhooks_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/acquisition-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Links */
        get: operations["list_links_api_wecom_acquisition_links_get"];
        put?: never;
        /**
         * Create Link
         * @description Made at WeCom at once; when it refuses, `status` is failed and `error` says why. Saving tries again.
         */
        post: operations["create_link_api_wecom_acquisition_links_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/acquisition-links/{link_number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Link */
        get: operations["get_link_api_wecom_acquisition_links__link_number__get"];
        put?: never;
        post?: never;
        /**
         * Delete Link
         * @description The address stops working; who came through it keeps the channel.
         */
        delete: operations["delete_link_api_wecom_acquisition_links__link_number__delete"];
        options?: never;
        head?: never;
        /** Change Link */
        patch: operations["change_link_api_wecom_acquisition_links__link_number__patch"];
        trace?: never;
    };
    "/api/wecom/acquisition-links/{link_number}/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Link Customers
         * @description Who came by the link, asked of WeCom now; named where the caller may see the customer.
         */
        get: operations["list_link_customers_api_wecom_acquisition_links__link_number__customers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/acquisition-links/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Quota
         * @description Asked of WeCom now.
         */
        get: operations["get_quota_api_wecom_acquisition_links_quota_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/archive/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Place
         * @description Where the process goes on after a restart.
         */
        get: operations["get_place_api_wecom_archive__connection_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/archive/{connection_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Messages
         * @description Up to 1,000; the same again is harmless.
         */
        post: operations["take_messages_api_wecom_archive__connection_id__messages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/corps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Corps
         * @description The connected corps to choose from, for whoever may not see their settings.
         */
        get: operations["list_corps_api_wecom_corps_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Departments
         * @description The departments the app may see, as WeCom tells them now and in its order.
         */
        get: operations["list_departments_api_wecom_departments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/group-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Group Figures
         * @description Customer groups by owner and by day, as WeCom counts; owners outside the caller's data scope are left out.
         */
        get: operations["group_figures_api_wecom_group_figures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/group-transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer Groups
         * @description Hands groups to another owner at once; the groups are read again after that.
         */
        post: operations["transfer_groups_api_wecom_group_transfers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/group-welcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Group Welcomes */
        get: operations["list_group_welcomes_api_wecom_group_welcomes_get"];
        put?: never;
        /**
         * Create Group Welcome
         * @description Made at WeCom at once; when it refuses, `status` is failed and `error` says why. Saving tries again.
         */
        post: operations["create_group_welcome_api_wecom_group_welcomes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/group-welcomes/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Group Welcome */
        get: operations["get_group_welcome_api_wecom_group_welcomes__number__get"];
        put?: never;
        post?: never;
        /**
         * Delete Group Welcome
         * @description Groups that use it go without a welcome; their owners choose another.
         */
        delete: operations["delete_group_welcome_api_wecom_group_welcomes__number__delete"];
        options?: never;
        head?: never;
        /** Change Group Welcome */
        patch: operations["change_group_welcome_api_wecom_group_welcomes__number__patch"];
        trace?: never;
    };
    "/api/wecom/join-ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Join Ways */
        get: operations["list_join_ways_api_wecom_join_ways_get"];
        put?: never;
        /**
         * Create Join Way
         * @description Made at WeCom at once; when it refuses, `status` is failed and `error` says why. Saving tries again.
         */
        post: operations["create_join_way_api_wecom_join_ways_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/join-ways/{way_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Join Way */
        get: operations["get_join_way_api_wecom_join_ways__way_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Join Way
         * @description A printed code stops working; who came through it keeps the channel.
         */
        delete: operations["delete_join_way_api_wecom_join_ways__way_id__delete"];
        options?: never;
        head?: never;
        /** Change Join Way */
        patch: operations["change_join_way_api_wecom_join_ways__way_id__patch"];
        trace?: never;
    };
    "/api/wecom/join-ways/{way_id}/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Qr Of Join Way
         * @description The picture of the QR code that WeCom made. Raises JoinWayNotMade, OutsideUnreachable, NoPicture.
         */
        get: operations["qr_of_join_way_api_wecom_join_ways__way_id__qr_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/jssdk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign Page
         * @description For a page of ours, at exactly this address. Raises PageNotOurs.
         */
        get: operations["sign_page_api_wecom_jssdk_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/kf/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Accounts */
        get: operations["list_accounts_api_wecom_kf_accounts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/kf/accounts/{open_kfid}/servicers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Servicers
         * @description Who serves at an account, asked of WeCom now.
         */
        get: operations["list_servicers_api_wecom_kf_accounts__open_kfid__servicers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/kf/accounts/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh Accounts
         * @description Asks WeCom which accounts the app may manage.
         */
        post: operations["refresh_accounts_api_wecom_kf_accounts_refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/kf/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Conversations
         * @description The newest question first; customers outside the caller's data scope are left out.
         */
        get: operations["list_conversations_api_wecom_kf_conversations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/kf/conversations/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show Conversation */
        get: operations["show_conversation_api_wecom_kf_conversations__session_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/kf/conversations/{session_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Messages
         * @description What was said in the last 30 days, the newest 200 at most. Pictures and files stay at WeCom.
         */
        get: operations["list_messages_api_wecom_kf_conversations__session_id__messages_get"];
        put?: never;
        /** Reply */
        post: operations["reply_api_wecom_kf_conversations__session_id__messages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/kf/conversations/{session_id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move Conversation
         * @description Hands a session to the robot, the waiting pool, a servicer, or ends it. WeCom has the last word.
         */
        post: operations["move_conversation_api_wecom_kf_conversations__session_id__state_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Members
         * @description Which member logs in as which user.
         */
        get: operations["list_members_api_wecom_logins_get"];
        put?: never;
        /**
         * Link Member
         * @description From now on the member logs in as this user, whom the caller must be allowed to manage.
         */
        post: operations["link_member_api_wecom_logins_post"];
        /** Unlink Member */
        delete: operations["unlink_member_api_wecom_logins_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/mass-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Masses */
        get: operations["list_masses_api_wecom_mass_messages_get"];
        put?: never;
        /**
         * Create Mass
         * @description Answers at once; staff have their tasks a moment later (`state` waiting). Nothing is sent before they confirm.
         */
        post: operations["create_mass_api_wecom_mass_messages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/mass-messages/{mass_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Mass */
        get: operations["get_mass_api_wecom_mass_messages__mass_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/mass-messages/{mass_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Mass
         * @description Takes the task from those who have yet to confirm; what was sent stays sent.
         */
        post: operations["cancel_mass_api_wecom_mass_messages__mass_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/mass-messages/{mass_id}/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Recipients
         * @description Names of customers outside the caller's data scope are left out.
         */
        get: operations["list_recipients_api_wecom_mass_messages__mass_id__recipients_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/mass-messages/{mass_id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh Mass
         * @description Asks WeCom for results now rather than at the next look.
         */
        post: operations["refresh_mass_api_wecom_mass_messages__mass_id__refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/mass-messages/{mass_id}/remind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind Staff
         * @description Those who have yet to confirm are reminded by WeCom; at most three times within 24 hours.
         */
        post: operations["remind_staff_api_wecom_mass_messages__mass_id__remind_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/mass-messages/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Mass
         * @description Who would get it, through whom, and who would not. Nothing is kept.
         */
        post: operations["check_mass_api_wecom_mass_messages_check_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/mass-messages/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Connections
         * @description The corps that mass messages and moments can go out from, for whoever may not see their settings.
         */
        get: operations["list_connections_api_wecom_mass_messages_connections_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Assets */
        get: operations["list_assets_api_wecom_media_get"];
        put?: never;
        /**
         * Add Asset
         * @description A picture or file for welcomes and messages. The same bytes twice are one.
         */
        post: operations["add_asset_api_wecom_media_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/media/{asset_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Content
         * @description Pictures are shown; anything else is handed over to be saved.
         */
        get: operations["get_content_api_wecom_media__asset_id__content_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/moments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Moments */
        get: operations["list_moments_api_wecom_moments_get"];
        put?: never;
        /**
         * Create Moment
         * @description Answers at once; staff have the task a moment later. Nothing is published before they confirm.
         */
        post: operations["create_moment_api_wecom_moments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/moments/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Moment */
        get: operations["get_moment_api_wecom_moments__number__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/moments/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Moment
         * @description Takes the task from those who have yet to confirm; what was published stays.
         */
        post: operations["cancel_moment_api_wecom_moments__number__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/moments/{number}/reactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reactions
         * @description Who liked and commented, asked of WeCom now, member by member, the latest first within each.
         */
        get: operations["list_reactions_api_wecom_moments__number__reactions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/moments/{number}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh Moment
         * @description Asks WeCom who published, liked and commented now rather than at the next look.
         */
        post: operations["refresh_moment_api_wecom_moments__number__refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Notices */
        get: operations["list_notices_api_wecom_notices_get"];
        put?: never;
        /**
         * Tell Staff
         * @description Members are told by the app in WeCom a moment later.
         */
        post: operations["tell_staff_api_wecom_notices_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Products */
        get: operations["list_products_api_wecom_products_get"];
        put?: never;
        /** Add Product */
        post: operations["add_product_api_wecom_products_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/products/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change Product */
        put: operations["change_product_api_wecom_products__product_id__put"];
        post?: never;
        /** Delete Product */
        delete: operations["delete_product_api_wecom_products__product_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/staff-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Staff Figures
         * @description As WeCom counts, days of China, a day late; staff outside the caller's data scope are left out.
         */
        get: operations["staff_figures_api_wecom_staff_figures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/staff-figures/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read Figures
         * @description Has the figures read now rather than tomorrow morning; within ten minutes it is done once.
         */
        post: operations["read_figures_api_wecom_staff_figures_read_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Transfers */
        get: operations["list_transfers_api_wecom_transfers_get"];
        put?: never;
        /**
         * Create Transfer
         * @description Asked for in the background; a customer has a day to refuse. Whether somebody left decides the kind.
         */
        post: operations["create_transfer_api_wecom_transfers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/transfers/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Candidates
         * @description Whom a member may hand over: their friends as we know them, the latest first.
         */
        get: operations["list_candidates_api_wecom_transfers_candidates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/transfers/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look Now
         * @description Asks WeCom now what became of those who wait.
         */
        post: operations["look_now_api_wecom_transfers_look_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/unassigned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Unassigned
         * @description Customers of members who left, asked of WeCom now.
         */
        get: operations["list_unassigned_api_wecom_unassigned_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/word-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Rules */
        get: operations["list_rules_api_wecom_word_rules_get"];
        put?: never;
        /** Add Rule */
        post: operations["add_rule_api_wecom_word_rules_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wecom/word-rules/{rule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Rule */
        get: operations["get_rule_api_wecom_word_rules__rule_id__get"];
        /** Change Rule */
        put: operations["change_rule_api_wecom_word_rules__rule_id__put"];
        post?: never;
        /** Delete Rule */
        delete: operations["delete_rule_api_wecom_word_rules__rule_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Collect
         * @description Store up to 1,000 events. Write key as `Authorization: Bearer hyw_…`, or `?key=` for beacons; gzip is accepted.
         */
        post: operations["collect_v1_events_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive
         * @description Signed JSON of another system: `sha256=` + hex HMAC-SHA256 of timestamp (Unix seconds) + "." + body.
         *
         *     An answer means that what was accepted is stored; items with a mistake are listed and the rest is taken. Sending the
         *     same again is harmless.
         */
        post: operations["receive_v1_hooks__key__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mini-program/{key}/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log In
         * @description The code of wx.login for a session with us; tells who the visitor is as an event.
         */
        post: operations["log_in_v1_mini_program__key__login_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mini-program/{key}/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give Phone
         * @description The code of the phone button; tells the number as an event, and answers it masked.
         */
        post: operations["give_phone_v1_mini_program__key__phone_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AccountDayList */
        AccountDayList: {
            /** Items */
            items: components["schemas"]["AccountDayOut"][];
        };
        /**
         * AccountDayOut
         * @description As the platform counts; null = not told.
         */
        AccountDayOut: {
            /** Callback Failures */
            callback_failures: number | null;
            /** Callbacks */
            callbacks: number | null;
            /** Comments */
            comments: number | null;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Keepers */
            keepers: number | null;
            /** Likers */
            likers: number | null;
            /** Messages */
            messages: number | null;
            /** Messages By Kind */
            messages_by_kind: {
                [key: string]: number;
            };
            /** Published */
            published: number | null;
            /** Readers */
            readers: number | null;
            /** Reads By Source */
            reads_by_source: {
                [key: string]: number;
            };
            /** Sharers */
            sharers: number | null;
            /** Slowest Ms */
            slowest_ms: number | null;
        };
        /**
         * AccountMassIn
         * @description To everyone, to those with a tag of the account, or to these people (two to 10,000).
         */
        AccountMassIn: {
            /** Content */
            content: {
                [key: string]: unknown;
            };
            /**
             * Everyone
             * @default false
             */
            everyone?: boolean;
            /**
             * Msgtype
             * @enum {string}
             */
            msgtype: "text" | "mpnews" | "image" | "voice" | "mpvideo";
            /** Name */
            name: string;
            /**
             * Person Ids
             * @default []
             */
            person_ids?: number[];
            /** Tag */
            tag?: number | null;
        };
        /**
         * AccountMassOut
         * @description `state`: waiting, submitted, sent, failed or deleted. `counts` come with the platform's result.
         */
        AccountMassOut: {
            audience: components["schemas"]["MassAudienceOut"];
            /** Content */
            content: {
                [key: string]: unknown;
            };
            /** Counts */
            counts: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /** Msgtype */
            msgtype: string;
            /** Name */
            name: string;
            /** Reason */
            reason: string | null;
            /** State */
            state: string;
        };
        /** AccountMassPage */
        AccountMassPage: {
            /** Items */
            items: components["schemas"]["AccountMassOut"][];
            /** Total */
            total: number;
        };
        /**
         * AccountOption
         * @description A connection as a choice, for whoever may use it and not see its settings. `account` as in `Connection`.
         */
        AccountOption: {
            /** Account */
            account: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** AccountOut */
        AccountOut: {
            /** Account */
            account: string;
            /** Conflicts */
            conflicts: components["schemas"]["TagConflictOut"][];
            /** @description What stops the account as a whole. */
            error: components["schemas"]["Label"] | null;
            /**
             * Failed
             * @description People whose tags the platform did not take; `failures` say why.
             */
            failed: number;
            /**
             * Failures
             * @description By error code; `tag` says how many people.
             */
            failures: components["schemas"]["TagConflictOut"][];
            /** In Step */
            in_step: number;
            /** Kind */
            kind: string;
            /**
             * Last At
             * @description When tags were compared last.
             */
            last_at: string | null;
            /**
             * Most Tags
             * @description How many it may have.
             */
            most_tags: number;
            /** Name */
            name: string;
            /**
             * Tags
             * @description Tags of the account.
             */
            tags: number;
            /**
             * Waiting
             * @description Tags and people that are still to be told there.
             */
            waiting: number;
        };
        /** AccountPreviewIn */
        AccountPreviewIn: {
            /** Content */
            content: {
                [key: string]: unknown;
            };
            /**
             * Msgtype
             * @enum {string}
             */
            msgtype: "text" | "mpnews" | "image" | "voice" | "mpvideo";
            /** Person Id */
            person_id: number;
        };
        /** Accounts */
        Accounts: {
            /** Items */
            items: components["schemas"]["AccountOut"][];
        };
        /** AccountSyncOut */
        AccountSyncOut: {
            /** Done */
            done: number;
            /** Finished At */
            finished_at: string | null;
            /**
             * Found Missing
             * @description Followers who had left without a callback telling us.
             */
            found_missing: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** State */
            state: string;
            /** Total */
            total: number;
        };
        /** AccountTagIn */
        AccountTagIn: {
            /** Tag Id */
            tag_id: number;
        };
        /** AccountTagOut */
        AccountTagOut: {
            /**
             * External Id
             * @description The tag's number at the account.
             */
            external_id: number;
            /** Name */
            name: string;
            /** Tag Id */
            tag_id: number;
        };
        /** AccountTemplateOut */
        AccountTemplateOut: {
            /** Content */
            content: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "template" | "notice";
            /** Template Id */
            template_id: string;
            /** Title */
            title: string;
        };
        /** AccountTemplatePage */
        AccountTemplatePage: {
            /** Items */
            items: components["schemas"]["AccountTemplateOut"][];
        };
        /** AcquisitionLinkIn */
        AcquisitionLinkIn: {
            /** Channel */
            channel: string;
            /** Connection Id */
            connection_id?: number | null;
            /** Name */
            name: string;
            /**
             * Skip Verify
             * @description Customers become friends without the member's confirmation.
             * @default true
             */
            skip_verify?: boolean;
            /** Staff Ids */
            staff_ids: number[];
        };
        /**
         * AcquisitionLinkOut
         * @description `shared_url` is the address to spread: it names the channel. `customers` as WeCom counted them at `read_at`.
         */
        AcquisitionLinkOut: {
            /** Channel */
            channel: string;
            /** Connection Id */
            connection_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Customers */
            customers: number;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Read At */
            read_at: string | null;
            /** Shared Url */
            shared_url: string | null;
            /** Skip Verify */
            skip_verify: boolean;
            /** Staff */
            staff: components["schemas"]["LinkStaff"][];
            /** Staff Ids */
            staff_ids: number[];
            /** State */
            state: string;
            status: components["schemas"]["LinkStatus"];
            /** Url */
            url: string | null;
        };
        /** AcquisitionLinkPage */
        AcquisitionLinkPage: {
            /** Items */
            items: components["schemas"]["AcquisitionLinkOut"][];
            /** Total */
            total: number;
        };
        /** ActionBegun */
        ActionBegun: {
            /** Id */
            id: number;
            /** Job Id */
            job_id: number;
        };
        /**
         * ArchivedMessageIn
         * @description Anything else, above all what was said, is refused: it must not leave the archive process.
         */
        ArchivedMessageIn: {
            /** Kind */
            kind: string;
            /** Msgid */
            msgid: string;
            /**
             * Receivers
             * @default []
             */
            receivers?: string[];
            /**
             * Room
             * @default
             */
            room?: string;
            /** Sender */
            sender: string;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            /** Seq */
            seq: number;
        };
        /** ArchiveIn */
        ArchiveIn: {
            /** Messages */
            messages: components["schemas"]["ArchivedMessageIn"][];
        };
        /** ArchivePlace */
        ArchivePlace: {
            /** Seq */
            seq: number;
            /** Taken At */
            taken_at: string | null;
        };
        /** ArchiveTaken */
        ArchiveTaken: {
            /** Seq */
            seq: number;
            /** Told */
            told: number;
        };
        /** ArticleIn */
        ArticleIn: {
            /**
             * Author
             * @default
             */
            author?: string;
            /** Content */
            content: string;
            /**
             * Content Source Url
             * @default
             */
            content_source_url?: string;
            /**
             * Digest
             * @default
             */
            digest?: string;
            /** Thumb Media Id */
            thumb_media_id: string;
            /** Title */
            title: string;
        };
        /**
         * ArticleOfDraft
         * @description As the platform holds it; `content` is HTML.
         */
        ArticleOfDraft: {
            /** Author */
            author: string;
            /** Content */
            content: string;
            /** Content Source Url */
            content_source_url: string;
            /** Digest */
            digest: string;
            /** Thumb Media Id */
            thumb_media_id: string;
            /** Title */
            title: string;
        };
        /** ArticleOut */
        ArticleOut: {
            /** Article */
            article: string;
            /** Comments */
            comments: number;
            /** Keepers */
            keepers: number;
            /** Likers */
            likers: number;
            /**
             * Published On
             * Format: date
             */
            published_on: string;
            /** Readers */
            readers: number;
            /** Sharers */
            sharers: number;
            /** Title */
            title: string;
            /** Url */
            url: string;
        };
        /**
         * AssetOut
         * @description `url` is here, for the console; WeCom gets its own copy when a message needs one.
         */
        AssetOut: {
            /** Content Type */
            content_type: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Ends At
             * @description Until when WeCom keeps its copy; null: it has none now.
             */
            ends_at: string | null;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Size */
            size: number;
            /** Url */
            url: string;
        };
        /** AssetPage */
        AssetPage: {
            /** Items */
            items: components["schemas"]["AssetOut"][];
            /** Total */
            total: number;
        };
        /** AssignAll */
        AssignAll: {
            /**
             * Staff
             * @description Several: shared out in turn, to friends first.
             */
            staff: number[];
        };
        /** AuditEntryOut */
        AuditEntryOut: {
            /** Action */
            action: string;
            /** Actor */
            actor: string;
            /** Actor Id */
            actor_id: number;
            /** Actor Kind */
            actor_kind: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /** Id */
            id: number;
            /** Ip */
            ip: string;
            /** Subject */
            subject: string;
        };
        /** AuditOut */
        AuditOut: {
            /** Items */
            items: components["schemas"]["AuditEntryOut"][];
            /** Total */
            total: number;
        };
        /** BackgroundJobOut */
        BackgroundJobOut: {
            /** Attempts */
            attempts: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Due
             * Format: date-time
             */
            due: string;
            /** Error */
            error: string | null;
            /** Id */
            id: number;
            /** Note */
            note: string | null;
            /** Progress */
            progress: number | null;
            /** State */
            state: string;
            /** Task */
            task: string;
        };
        /** Bilingual */
        Bilingual: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /** Body_add_asset_api_wecom_media_post */
        Body_add_asset_api_wecom_media_post: {
            /** File */
            file: string;
            /**
             * Kind
             * @default image
             * @enum {string}
             */
            kind?: "image" | "voice" | "video" | "file";
        };
        /** Body_upload_api_imports_post */
        Body_upload_api_imports_post: {
            /**
             * File
             * @description CSV (UTF-8, GB18030, UTF-16) or Excel.
             */
            file: string;
            /**
             * Kind
             * @description orders or customers.
             */
            kind: string;
        };
        /** Body_upload_image_api_official_account__connection_id__images_post */
        Body_upload_image_api_official_account__connection_id__images_post: {
            /** File */
            file: string;
        };
        /** Body_upload_list_api_segments_lists_post */
        Body_upload_list_api_segments_lists_post: {
            /**
             * Account
             * @description The corp or app an external userid or openid belongs to, when several have it.
             */
            account?: string | null;
            /**
             * File
             * @description CSV or text (UTF-8, GB18030, UTF-16), or Excel; up to a million rows and more.
             */
            file: string;
            /**
             * Identifier
             * @description auto, phone, member_no, openid, person_id …
             * @default auto
             */
            identifier?: string;
            /** Name */
            name: string;
        };
        /**
         * BulkIn
         * @description Values for many: of customers by number, of whoever fits a query of the list, or of a segment.
         */
        BulkIn: {
            /**
             * Dry Run
             * @default false
             */
            dry_run?: boolean;
            /**
             * People
             * @default []
             */
            people?: number[];
            query?: components["schemas"]["CustomerQuery"] | null;
            /** Segment */
            segment?: number | null;
            /** Values */
            values: {
                [key: string]: unknown;
            };
        };
        /** BulkOut */
        BulkOut: {
            /**
             * Changes
             * @description Values that would be different.
             */
            changes: number;
            /** Edit Id */
            edit_id?: number | null;
            /** Examples */
            examples: components["schemas"]["ExampleOut"][];
            /** Job Id */
            job_id?: number | null;
            /**
             * Looked At
             * @description Of how many `changes` was counted; 0 when it was not a dry run.
             */
            looked_at: number;
            /**
             * People
             * @description How many are meant.
             */
            people: number;
        };
        /**
         * BulkTags
         * @description Tags for many: either `ids`, or everybody who fits `filter` (the query of GET /api/customers).
         */
        BulkTags: {
            /**
             * Add
             * @default []
             */
            add?: number[];
            /**
             * Expires At
             * @description When what is given now is taken off again.
             */
            expires_at?: string | null;
            filter?: components["schemas"]["CustomerQuery"] | null;
            /**
             * Ids
             * @default []
             */
            ids?: number[];
            /**
             * Remove
             * @default []
             */
            remove?: number[];
            /**
             * Why
             * @description What it is given for; kept with the gift.
             */
            why?: string | null;
        };
        /** BulkTagsDone */
        BulkTagsDone: {
            /**
             * Changed
             * @description Customers whose tags are different now.
             */
            changed: number;
            /**
             * Edit Id
             * @description What POST /api/tags/edits/{edit_id}/undo takes back.
             */
            edit_id: number;
            /**
             * Failed
             * @description Of whom nothing was changed, and why.
             */
            failed: components["schemas"]["TagFailure"][];
            /**
             * Items
             * @description What is different of each of them.
             */
            items: components["schemas"]["TagsTurned"][];
            /**
             * Job Id
             * @description Its progress: GET /api/jobs/{job_id}.
             */
            job_id: number | null;
            /**
             * Queued
             * @description Above 0: so many are changed in the background, by the job `job_id`.
             */
            queued: number;
            /**
             * Undoable
             * @description False: nothing is different, so there is nothing to undo.
             */
            undoable: boolean;
        };
        /** BuyerOut */
        BuyerOut: {
            /** Avatar */
            avatar: string | null;
            /** City */
            city: string | null;
            /** F */
            f: number;
            /** Id */
            id: number;
            /**
             * Last Order At
             * Format: date-time
             */
            last_order_at: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** M */
            m: number;
            /** Name */
            name: string | null;
            /**
             * Orders
             * @description Within the window.
             */
            orders: number;
            /** Phone Masked */
            phone_masked: string | null;
            /** R */
            r: number;
            /**
             * Revenue
             * @description Within the window, in 分.
             */
            revenue: number;
            /** Stage */
            stage: string | null;
        };
        /** BuyersOut */
        BuyersOut: {
            /** Items */
            items: components["schemas"]["BuyerOut"][];
            /** Total */
            total: number;
        };
        /** CallsOut */
        CallsOut: {
            /** Calls */
            calls: number;
            /** Forecast */
            forecast: number;
            /** Last Errcode */
            last_errcode: number | null;
            /** Limit */
            limit: number | null;
            /** Path */
            path: string;
            /** Refused */
            refused: number;
        };
        /** CallsPage */
        CallsPage: {
            /** Items */
            items: components["schemas"]["CallsOut"][];
        };
        /** CatalogItem */
        CatalogItem: {
            /**
             * Count
             * @description Events of the last 30 days
             */
            count: number;
            group: components["schemas"]["EventGroupOut"];
            label: components["schemas"]["Label"];
            /** Last Seen At */
            last_seen_at: string | null;
            /** Name */
            name: string;
            /** Properties */
            properties: components["schemas"]["PropertyOut"][];
            /**
             * Verified
             * @description False for names that the catalog does not know; they are kept as they came
             */
            verified: boolean;
        };
        /** CatalogOut */
        CatalogOut: {
            /** Items */
            items: components["schemas"]["CatalogItem"][];
        };
        /** CellOut */
        CellOut: {
            /** @description What to do with these people. */
            action: components["schemas"]["Words"];
            /** F */
            f: number;
            /**
             * Grade
             * @description Key of the grade.
             */
            grade: string;
            /** M */
            m: number;
            /** People */
            people: number;
            /** R */
            r: number;
            /**
             * Revenue
             * @description Paid within the window, in 分.
             */
            revenue: number;
            /**
             * Share People
             * @description Of all buyers the caller may see, 0 to 1.
             */
            share_people: number;
            /** Share Revenue */
            share_revenue: number;
        };
        /** ChangeList */
        ChangeList: {
            /** Items */
            items: components["schemas"]["TraitChangeOut"][];
        };
        /** Changes */
        Changes: {
            /** Items */
            items: components["schemas"]["MembershipChangeOut"][];
            /**
             * Next
             * @description Ask on with `after` of this; the same as before when nothing came.
             */
            next: number;
        };
        /**
         * ChatGroup
         * @description `members` counts everybody inside, `customers` only customers; today is the organisation's.
         */
        ChatGroup: {
            /** Account */
            account: string;
            /** Chat Id */
            chat_id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Customers */
            customers: number;
            /** Dismissed At */
            dismissed_at: string | null;
            /** Id */
            id: number;
            /** Joined Today */
            joined_today: number;
            /** Left Today */
            left_today: number;
            /** Members */
            members: number;
            /** Name */
            name: string;
            /** Notice */
            notice: string;
            owner: components["schemas"]["ChatGroupRef"] | null;
            /**
             * Read At
             * Format: date-time
             * @description When the group was last read from the platform.
             */
            read_at: string;
            state: components["schemas"]["GroupState"];
            store: components["schemas"]["ChatGroupRef"] | null;
        };
        /** ChatGroupDay */
        ChatGroupDay: {
            /** Customers */
            customers: number;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Joined */
            joined: number;
            /** Left */
            left: number;
        };
        /** ChatGroupDays */
        ChatGroupDays: {
            /** Items */
            items: components["schemas"]["ChatGroupDay"][];
        };
        /**
         * ChatGroupMember
         * @description One stay. `scene`: invited, link or code; `leave_scene`: left, removed or dismissed; null where it is not known.
         */
        ChatGroupMember: {
            /** Id */
            id: number;
            inviter: components["schemas"]["ChatGroupRef"] | null;
            /**
             * Joined At
             * Format: date-time
             */
            joined_at: string;
            kind: components["schemas"]["MemberKind"];
            /** Leave Scene */
            leave_scene: string | null;
            /** Left At */
            left_at: string | null;
            /** Name */
            name: string | null;
            /** Person Id */
            person_id: number | null;
            /** Scene */
            scene: string | null;
            /** Staff Id */
            staff_id: number | null;
            /** State */
            state: string | null;
        };
        /** ChatGroupMembers */
        ChatGroupMembers: {
            /** Items */
            items: components["schemas"]["ChatGroupMember"][];
            /** Total */
            total: number;
        };
        /** ChatGroupPage */
        ChatGroupPage: {
            /** Items */
            items: components["schemas"]["ChatGroup"][];
            /** Total */
            total: number;
        };
        /** ChatGroupRef */
        ChatGroupRef: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** CheckOut */
        CheckOut: {
            /** Fix */
            fix: {
                [key: string]: string;
            } | null;
            /** Found */
            found: {
                [key: string]: string;
            };
            /** State */
            state: string;
            /** Step */
            step: string;
            /** Title */
            title: {
                [key: string]: string;
            };
        };
        /** Choice */
        Choice: {
            label: components["schemas"]["Label"];
            /** Value */
            value: string;
        };
        /**
         * CleanUp
         * @description The call that tidies up; send it as it is.
         */
        CleanUp: {
            /** Body */
            body?: {
                [key: string]: unknown;
            } | null;
            label: components["schemas"]["Label"];
            /** Method */
            method: string;
            /** Path */
            path: string;
        };
        /**
         * CodeIn
         * @description `days`: 1 to 30 for a temporary code; left out = permanent (100,000 per account).
         */
        CodeIn: {
            /** Channel */
            channel: string;
            /** Days */
            days?: number | null;
            /** Name */
            name: string;
            /** Scene */
            scene: string;
            /**
             * Tag Ids
             * @default []
             */
            tag_ids?: number[];
        };
        /** CodeOut */
        CodeOut: {
            /** Channel */
            channel: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * Followers
             * @description Who came through it and follows now.
             * @default 0
             */
            followers?: number;
            /**
             * Follows
             * @description How often somebody followed through it.
             */
            follows: number;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Scans
             * @description How often somebody who followed already scanned it.
             */
            scans: number;
            /** Scene */
            scene: string;
            /** Tag Ids */
            tag_ids: number[];
            /**
             * Url
             * @description What the QR code holds.
             */
            url: string;
        };
        /** CodePage */
        CodePage: {
            /** Items */
            items: components["schemas"]["CodeOut"][];
            /** Total */
            total: number;
        };
        /** Compared */
        Compared: {
            /**
             * Previous
             * @description The same measure in the period of equal length just before
             */
            previous: number;
            /** Value */
            value: number;
        };
        /**
         * ComputedIn
         * @description A measure of events, such as the sum of `amount` of order_paid in the last 90 days.
         */
        ComputedIn: {
            /** Event */
            event: string;
            /** Measure */
            measure: string;
            /** Property */
            property?: string | null;
            /**
             * Where
             * @default []
             */
            where?: {
                [key: string]: unknown;
            }[];
            /**
             * Window
             * @default {
             *       "kind": "ever"
             *     }
             */
            window?: {
                [key: string]: unknown;
            };
        };
        /**
         * ConditionalMenuIn
         * @description One of the two: a tag of the account, or a system (1 iOS, 2 Android, 3 others).
         */
        ConditionalMenuIn: {
            /** Button */
            button: {
                [key: string]: unknown;
            }[];
            /** System */
            system?: (1 | 2 | 3) | null;
            /** Tag */
            tag?: number | null;
        };
        /** ConditionalMenuOut */
        ConditionalMenuOut: {
            /** Button */
            button: {
                [key: string]: unknown;
            }[];
            /** Menuid */
            menuid: number;
            /** Rule */
            rule: {
                [key: string]: unknown;
            };
        };
        /** ConflictOut */
        ConflictOut: {
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /** Id */
            id: number;
            label: components["schemas"]["Label"];
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Persons */
            persons: number[];
            /** Reason */
            reason: string;
            /** State */
            state: string;
        };
        /** ConflictPage */
        ConflictPage: {
            /** Items */
            items: components["schemas"]["IdentityConflictOut"][];
            /** Total */
            total: number;
        };
        /**
         * ConflictState
         * @enum {string}
         */
        ConflictState: "open" | "merged" | "kept_apart";
        /**
         * ConnectionChange
         * @description New secrets are tried at the platform before they replace the old ones; `untried` keeps them anyway.
         */
        ConnectionChange: {
            /** Api Url */
            api_url?: string | null;
            /** Name */
            name?: string | null;
            /** Secrets */
            secrets?: {
                [key: string]: string;
            } | null;
            /** Settings */
            settings?: {
                [key: string]: string | number | boolean;
            } | null;
            /**
             * Untried
             * @default false
             */
            untried?: boolean;
        };
        /** ConnectionFieldOut */
        ConnectionFieldOut: {
            /** Generated */
            generated: boolean;
            /** Label */
            label: {
                [key: string]: string;
            };
            /** Multiline */
            multiline: boolean;
            /** Name */
            name: string;
            /** Required */
            required: boolean;
            /** Secret */
            secret: boolean;
            /** Where */
            where: {
                [key: string]: string;
            };
        };
        /**
         * ConnectionIn
         * @description `secrets` and `settings` are the fields that the kind names (GET /api/connections/kinds).
         */
        ConnectionIn: {
            /** Account */
            account: string;
            /** Api Url */
            api_url?: string | null;
            /**
             * App
             * @default
             */
            app?: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /**
             * Secrets
             * @default {}
             */
            secrets?: {
                [key: string]: string;
            };
            /**
             * Settings
             * @default {}
             */
            settings?: {
                [key: string]: string | number | boolean;
            };
        };
        /**
         * ConnectionMade
         * @description `made_up` are secrets we made, shown this once, to be entered at the platform.
         */
        ConnectionMade: {
            /** Account */
            account: string;
            /** Api Url */
            api_url: string;
            /** App */
            app: string;
            /**
             * Callback Entered
             * @description Whether the address has to be entered at the platform; else it goes along with each order.
             */
            callback_entered: boolean;
            /** Callback Url */
            callback_url: string | null;
            /**
             * Can Compare
             * @description Whether what callbacks missed can be looked for.
             */
            can_compare: boolean;
            /** Can Sync */
            can_sync: boolean;
            /** Checked At */
            checked_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            health: components["schemas"]["HealthOut"];
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Kind Label */
            kind_label: {
                [key: string]: string;
            };
            /** Made Up */
            made_up: {
                [key: string]: string;
            };
            /** Name */
            name: string;
            /** Retired Until */
            retired_until: string | null;
            /** Secrets */
            secrets: string[];
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
            /** Status */
            status: string;
            /** Status Hint */
            status_hint: {
                [key: string]: string;
            } | null;
            /**
             * Switched Off At
             * @description While set, nothing is called and callbacks are held.
             */
            switched_off_at: string | null;
        };
        /** ConnectionOption */
        ConnectionOption: {
            /**
             * Account
             * @description The corp id: staff of this account may stand behind its codes.
             */
            account: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** ConnectionOptions */
        ConnectionOptions: {
            /** Items */
            items: components["schemas"]["ConnectionOption"][];
        };
        /** ConnectionOut */
        ConnectionOut: {
            /** Account */
            account: string;
            /** Api Url */
            api_url: string;
            /** App */
            app: string;
            /**
             * Callback Entered
             * @description Whether the address has to be entered at the platform; else it goes along with each order.
             */
            callback_entered: boolean;
            /** Callback Url */
            callback_url: string | null;
            /**
             * Can Compare
             * @description Whether what callbacks missed can be looked for.
             */
            can_compare: boolean;
            /** Can Sync */
            can_sync: boolean;
            /** Checked At */
            checked_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            health: components["schemas"]["HealthOut"];
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Kind Label */
            kind_label: {
                [key: string]: string;
            };
            /** Name */
            name: string;
            /** Retired Until */
            retired_until: string | null;
            /** Secrets */
            secrets: string[];
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
            /** Status */
            status: string;
            /** Status Hint */
            status_hint: {
                [key: string]: string;
            } | null;
            /**
             * Switched Off At
             * @description While set, nothing is called and callbacks are held.
             */
            switched_off_at: string | null;
        };
        /** ConnectionPage */
        ConnectionPage: {
            /** Items */
            items: components["schemas"]["ConnectionOut"][];
            /** Total */
            total: number;
        };
        /** CorpOption */
        CorpOption: {
            /**
             * Account
             * @description The corp id, by which its staff and groups are known.
             */
            account: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** CorpOptions */
        CorpOptions: {
            /** Items */
            items: components["schemas"]["CorpOption"][];
        };
        /** CouponIn */
        CouponIn: {
            /** Appid */
            appid: string;
            /** Number */
            number: string;
            /**
             * Openid
             * @default
             */
            openid?: string;
            /** Person Id */
            person_id?: number | null;
            /** Stock Number */
            stock_number: string;
        };
        /** CouponOut */
        CouponOut: {
            /** Appid */
            appid: string;
            /** Coupon Id */
            coupon_id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Number */
            number: string;
            /** Person Id */
            person_id?: number | null;
            /** Person Name */
            person_name?: string | null;
            /** State */
            state: string;
            /** Stock Id */
            stock_id: string;
            /** Used At */
            used_at: string | null;
        };
        /** CouponPage */
        CouponPage: {
            /** Items */
            items: components["schemas"]["CouponOut"][];
            /** Total */
            total: number;
        };
        /** CrowdedOut */
        CrowdedOut: {
            clean_up: components["schemas"]["CleanUp"] | null;
            /**
             * Empty
             * @description Its tags that nobody wears.
             */
            empty: number[];
            /** Group */
            group: number;
            /** Name */
            name: string;
            /** Tags */
            tags: number;
        };
        /**
         * CustomerDetail
         * @description All we know about a person, except their events and orders.
         */
        CustomerDetail: {
            /** Avatar */
            avatar: string | null;
            /** Channel */
            channel: string | null;
            /** City */
            city: string | null;
            /**
             * Conflicts
             * @description Open ones.
             */
            conflicts: components["schemas"]["ConflictOut"][];
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /**
             * Friends
             * @description Newest first, ended ones included.
             */
            friends: components["schemas"]["FriendshipOut"][];
            /** Gender */
            gender: string | null;
            /** Id */
            id: number;
            /** Identifiers */
            identifiers: components["schemas"]["IdentifierOut"][];
            /** Last Channel */
            last_channel: string | null;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Merges */
            merges: components["schemas"]["MergeOut"][];
            /** Name */
            name: string | null;
            /** Phone Masked */
            phone_masked: string | null;
            /** Stage */
            stage: string | null;
            /** Tags */
            tags: components["schemas"]["TagOfCustomer"][];
            totals: components["schemas"]["TotalsOut"];
            /** Traits */
            traits: components["schemas"]["TraitOut"][];
        };
        /** CustomerGroups */
        CustomerGroups: {
            /** Items */
            items: components["schemas"]["CustomerGroupStay"][];
        };
        /** CustomerGroupStay */
        CustomerGroupStay: {
            group: components["schemas"]["ChatGroupRef"];
            /**
             * Joined At
             * Format: date-time
             */
            joined_at: string;
            /** Leave Scene */
            leave_scene: string | null;
            /** Left At */
            left_at: string | null;
            /** Scene */
            scene: string | null;
            state: components["schemas"]["GroupState"];
        };
        /** CustomerPage */
        CustomerPage: {
            /** Items */
            items: components["schemas"]["CustomerRow"][];
            /** Total */
            total: number;
        };
        /**
         * CustomerQuery
         * @description All conditions must hold; values separated by commas mean any of them. Bounds are included.
         */
        CustomerQuery: {
            /** Channel */
            channel?: string | null;
            /**
             * First Seen From
             * @example 2026-03-02
             * @example 2026-03-02T10:00:00Z
             */
            first_seen_from?: string | null;
            /**
             * First Seen To
             * @example 2026-03-02
             * @example 2026-03-02T10:00:00Z
             */
            first_seen_to?: string | null;
            /** Gmv Max */
            gmv_max?: number | null;
            /** Gmv Min */
            gmv_min?: number | null;
            /**
             * Last Seen From
             * @example 2026-03-02
             * @example 2026-03-02T10:00:00Z
             */
            last_seen_from?: string | null;
            /**
             * Last Seen To
             * @example 2026-03-02
             * @example 2026-03-02T10:00:00Z
             */
            last_seen_to?: string | null;
            /** Live Code */
            live_code?: string | null;
            /** Orders Max */
            orders_max?: number | null;
            /** Orders Min */
            orders_min?: number | null;
            /**
             * Q
             * @description Part of a name, or a whole identifier.
             */
            q?: string | null;
            /**
             * Segment
             * @description Only members of this segment.
             */
            segment?: number | null;
            /** Staff */
            staff?: string | null;
            /** Stage */
            stage?: string | null;
            /** Store */
            store?: string | null;
            /** Tag */
            tag?: string | null;
        };
        /**
         * CustomerRow
         * @description A line of the customer list.
         */
        CustomerRow: {
            /** Avatar */
            avatar: string | null;
            /**
             * Channel
             * @description The channel of their first event that had one.
             */
            channel: string | null;
            /**
             * Events
             * @description Everything they did; our own notes about them do not count.
             */
            events: number;
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /** Friends */
            friends: components["schemas"]["FriendOfCustomer"][];
            /**
             * Gmv
             * @description What they paid for these orders, refunds not deducted, in 分.
             */
            gmv: number;
            /**
             * Id
             * @description Number of the person; a merge keeps the winner's.
             */
            id: number;
            /** Last Channel */
            last_channel: string | null;
            /**
             * Last Order At
             * @description When they last paid.
             */
            last_order_at: string | null;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Name */
            name: string | null;
            /**
             * Orders
             * @description Paid orders, refunded ones included.
             */
            orders: number;
            /**
             * Phone Masked
             * @description The phone seen latest, its middle hidden.
             */
            phone_masked: string | null;
            /**
             * Stage
             * @description Lifecycle stage, once segments compute it.
             */
            stage: string | null;
            /** Tags */
            tags: components["schemas"]["TagOfCustomer"][];
        };
        /**
         * CustomerTransferIn
         * @description `customers` are external userids; empty: all friends of the member who hands over.
         */
        CustomerTransferIn: {
            /** Connection Id */
            connection_id?: number | null;
            /**
             * Customers
             * @default []
             */
            customers?: string[];
            /** Handover Staff Id */
            handover_staff_id: number;
            /**
             * Message
             * @description Shown to customers of a member who stays.
             * @default
             */
            message?: string;
            /** Takeover Staff Id */
            takeover_staff_id: number;
            /**
             * Unassigned
             * @description They come from GET /api/wecom/unassigned: the member has left, as WeCom says.
             * @default false
             */
            unassigned?: boolean;
        };
        /**
         * CustomerTransferOut
         * @description `reason` says in words why the platform refused, where it did.
         */
        CustomerTransferOut: {
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Errcode */
            errcode: number | null;
            /** External Userid */
            external_userid: string;
            /** Handover */
            handover: string;
            /** Handover Name */
            handover_name: string;
            /** Id */
            id: number;
            /** Name */
            name: string | null;
            /** Person Id */
            person_id: number | null;
            /** Reason */
            reason: {
                [key: string]: string;
            } | null;
            /** Resigned */
            resigned: boolean;
            /** Settled At */
            settled_at: string | null;
            state: components["schemas"]["TransferState"];
            /** Takeover */
            takeover: string;
            /** Takeover Name */
            takeover_name: string;
        };
        /** CustomerTransferPage */
        CustomerTransferPage: {
            /** Items */
            items: components["schemas"]["CustomerTransferOut"][];
            /**
             * States
             * @description How many there are in each state, whatever is listed.
             */
            states: {
                [key: string]: number;
            };
            /** Total */
            total: number;
        };
        /** DayOut */
        DayOut: {
            /**
             * Added
             * @description Gifts on this day, in the organisation's zone.
             */
            added: number;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * People
             * @description Who wore it when the day ended, as far as gifts tell.
             */
            people: number;
            /** Removed */
            removed: number;
        };
        /** DayPage */
        DayPage: {
            /** Items */
            items: components["schemas"]["MiniProgramDayOut"][];
        };
        /**
         * DayRow
         * @description Null: the day lies before the first event, so nothing is known of it.
         */
        DayRow: {
            /** Active People */
            active_people: number | null;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Gmv
             * @description 分
             */
            gmv: number | null;
            /** New Friends */
            new_friends: number | null;
            /** Orders */
            orders: number | null;
        };
        /**
         * Decision
         * @enum {string}
         */
        Decision: "merge" | "keep_apart";
        /** DecisionIn */
        DecisionIn: {
            /** @description merge: the two are one customer. keep_apart: they never are. */
            decision: components["schemas"]["Decision"];
        };
        /**
         * DeliveryOut
         * @description What became of a request. `accepted` and `duplicates` count events, orders or customers; `rejected` items.
         */
        DeliveryOut: {
            /** Accepted */
            accepted: number;
            /** Duplicates */
            duplicates: number;
            /** Items */
            items: number;
            /** Problems */
            problems: components["schemas"]["ItemProblemOut"][];
            /** Rejected */
            rejected: number;
        };
        /** DeliveryPage */
        DeliveryPage: {
            /** Items */
            items: components["schemas"]["PastDeliveryOut"][];
            /** Total */
            total: number;
        };
        /**
         * Department
         * @description `parent_id` is null at the top, and where the app does not see the department above.
         */
        Department: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id: number | null;
        };
        /** DepartmentList */
        DepartmentList: {
            /** Items */
            items: components["schemas"]["Department"][];
        };
        /**
         * DraftArticlesOut
         * @description A draft with its contents.
         */
        DraftArticlesOut: {
            /** Articles */
            articles: components["schemas"]["ArticleOfDraft"][];
            /** Media Id */
            media_id: string;
        };
        /** DraftIn */
        DraftIn: {
            /** Articles */
            articles: components["schemas"]["ArticleIn"][];
        };
        /** DraftOut */
        DraftOut: {
            /** Media Id */
            media_id: string;
            /** Titles */
            titles: string[];
            /** Updated At */
            updated_at: string | null;
        };
        /** DraftPage */
        DraftPage: {
            /** Items */
            items: components["schemas"]["DraftOut"][];
            /** Total */
            total: number;
        };
        /** EditList */
        EditList: {
            /** Items */
            items: components["schemas"]["EditOut"][];
        };
        /** EditOut */
        EditOut: {
            /** By */
            by: string | null;
            /** Changed */
            changed: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /**
             * Left
             * @description What undoing left as it was, because it had changed since.
             */
            left: number;
            /** People */
            people: number;
            /** Source */
            source: string;
            /** State */
            state: string;
            /** Values */
            values: {
                [key: string]: unknown;
            };
        };
        /** ErasedIdentifierOut */
        ErasedIdentifierOut: {
            /** Account */
            account: string;
            /** Kind */
            kind: string;
            /** Value */
            value: string;
        };
        /** ErasureOut */
        ErasureOut: {
            /** Person Id */
            person_id: number;
            /** Remembered */
            remembered: number;
            /** Removed */
            removed: {
                [key: string]: number;
            };
        };
        /** ErrorOut */
        ErrorOut: {
            /** Code */
            code: string;
            message: components["schemas"]["Label"];
        };
        /** EventGroupOut */
        EventGroupOut: {
            /** En */
            en: string;
            /** Key */
            key: string;
            /** Zh */
            zh: string;
        };
        /** EventWord */
        EventWord: {
            group: components["schemas"]["Label"];
            label: components["schemas"]["Label"];
            /** Name */
            name: string;
            /** Properties */
            properties: components["schemas"]["PropertyWord"][];
        };
        /**
         * EvidenceOut
         * @description Why an identifier is theirs: it was seen in one event together with another.
         */
        EvidenceOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Event Id */
            event_id: string | null;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Source */
            source: string;
            /** Times */
            times: number;
            /** With Kind */
            with_kind: string;
            /** With Value Masked */
            with_value_masked: string;
        };
        /** Examination */
        Examination: {
            /** Checks */
            checks: components["schemas"]["CheckOut"][];
            /** Ok */
            ok: boolean;
        };
        /** ExampleOfPreview */
        ExampleOfPreview: {
            /** New */
            new: string;
            /**
             * Old
             * @description Personal values are masked.
             */
            old: string | null;
            /** Person Id */
            person_id: number | null;
            /** Row */
            row: number;
            /** Trait */
            trait: string;
        };
        /** ExampleOut */
        ExampleOut: {
            /** Name */
            name: string | null;
            /** New */
            new: unknown;
            /** Old */
            old: unknown;
            /** Person Id */
            person_id: number;
            /** Trait */
            trait: string;
        };
        /**
         * ExportChosenIn
         * @description Either `people`, or everybody who fits `query` (the query of GET /api/customers).
         */
        ExportChosenIn: {
            /**
             * Fields
             * @description None: all of them.
             * @default []
             */
            fields?: string[];
            /**
             * Language
             * @default zh
             * @enum {string}
             */
            language?: "zh" | "en";
            /**
             * People
             * @default []
             */
            people?: number[];
            query?: components["schemas"]["CustomerQuery"] | null;
            /** Reason */
            reason: string;
        };
        /** ExportIn */
        ExportIn: {
            /**
             * Fields
             * @description None: all of them.
             * @default []
             */
            fields?: string[];
            /**
             * Language
             * @default zh
             * @enum {string}
             */
            language?: "zh" | "en";
            /** Reason */
            reason: string;
        };
        /** ExportOut */
        ExportOut: {
            /** By */
            by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Fields */
            fields: string[];
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /**
             * Of
             * @description What it is a file of.
             * @enum {string}
             */
            of: "segment" | "people" | "query";
            /** Reason */
            reason: string;
            /** Rows */
            rows: number | null;
            /**
             * Segment Id
             * @description Of a segment.
             */
            segment_id: number | null;
            /** Segment Name */
            segment_name: string | null;
            /**
             * State
             * @description queued, done or expired.
             */
            state: string;
            /**
             * Url
             * @description Where the file is, for a week.
             */
            url: string | null;
        };
        /** Exports */
        Exports: {
            /** Items */
            items: components["schemas"]["ExportOut"][];
            /** Total */
            total: number;
        };
        /** FiguresOut */
        FiguresOut: {
            /** Articles */
            articles: components["schemas"]["ArticleOut"][];
            /** Days */
            days: components["schemas"]["FollowerDayOut"][];
        };
        /** FiguresWanted */
        FiguresWanted: {
            /** Connections */
            connections: number;
        };
        /** FileFieldOut */
        FileFieldOut: {
            /**
             * Identifies
             * @description Says who the row is about; a mapping needs at least one such field.
             */
            identifies: boolean;
            /** Key */
            key: string;
            label: components["schemas"]["Label"];
            /** Required */
            required: boolean;
            /**
             * Type
             * @description text, identifier, phone, money, integer, time, date, list, status or refund.
             */
            type: string;
        };
        /** FlagOut */
        FlagOut: {
            explanation: components["schemas"]["Words"];
            /**
             * Key
             * @description high_value or churn_risk; worn on top of the layer.
             */
            key: string;
            label: components["schemas"]["Words"];
            /** People */
            people: number;
        };
        /** FlowOut */
        FlowOut: {
            /** Links */
            links: components["schemas"]["LinkOut"][];
            /** Nodes */
            nodes: components["schemas"]["NodeOut"][];
        };
        /** FollowerDayOut */
        FollowerDayOut: {
            /** By Source */
            by_source: {
                [key: string]: number[];
            };
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Gained */
            gained: number;
            /** Lost */
            lost: number;
            /** Total */
            total: number | null;
        };
        /** FollowerLoginOut */
        FollowerLoginOut: {
            /**
             * Url
             * @description Where to send a browser inside WeChat; it comes back with `code` and `state`.
             */
            url: string;
        };
        /**
         * FollowerMessageIn
         * @description `key` names this sending; sent again with the same key, nobody hears it twice.
         */
        FollowerMessageIn: {
            /**
             * Data
             * @default {}
             */
            data?: {
                [key: string]: string;
            };
            /** Key */
            key: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "service" | "template" | "notice";
            /** Person Ids */
            person_ids: number[];
            /**
             * Template Id
             * @default
             */
            template_id?: string;
            /**
             * Text
             * @default
             */
            text?: string;
            /**
             * Url
             * @default
             */
            url?: string;
        };
        /** FollowersOut */
        FollowersOut: {
            /** Following */
            following: number;
            sync: components["schemas"]["AccountSyncOut"] | null;
        };
        /** FriendOf */
        FriendOf: {
            /** Name */
            name: string;
            /** Staff Id */
            staff_id: number;
            /** Store */
            store: string | null;
        };
        /**
         * FriendOfCustomer
         * @description A member of staff with whom the customer is friends now.
         */
        FriendOfCustomer: {
            /** Name */
            name: string;
            /** Staff Id */
            staff_id: number;
            /**
             * Store
             * @description The store where they work now.
             */
            store: string | null;
        };
        /**
         * FriendshipOut
         * @description A friendship, from adding to removal.
         */
        FriendshipOut: {
            /** Account */
            account: string;
            /**
             * Add Way
             * @description WeCom's number for how they met (add_way).
             */
            add_way: number | null;
            /**
             * Added At
             * Format: date-time
             */
            added_at: string;
            /** Channel */
            channel: string | null;
            /** Live Code Id */
            live_code_id: number | null;
            /**
             * Remark
             * @description The staff member's note name (备注).
             */
            remark: string | null;
            /** Removed At */
            removed_at: string | null;
            /**
             * Removed By
             * @description customer, staff or transfer.
             */
            removed_by: string | null;
            /** Staff Id */
            staff_id: number;
            /** Staff Name */
            staff_name: string;
            /**
             * State
             * @description State of the code that was scanned.
             */
            state: string | null;
            /** Store Name */
            store_name: string | null;
        };
        /** GradeOut */
        GradeOut: {
            action: components["schemas"]["Words"];
            /** Key */
            key: string;
            label: components["schemas"]["Words"];
            meaning: components["schemas"]["Words"];
            /** People */
            people: number;
            /** Revenue */
            revenue: number;
            /** Share People */
            share_people: number;
            /** Share Revenue */
            share_revenue: number;
        };
        /** GroupFiguresDay */
        GroupFiguresDay: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Group Joined */
            group_joined: number;
            /** Group Members */
            group_members: number;
            /** Group Messages */
            group_messages: number;
            /** Group Speakers */
            group_speakers: number;
            /** Groups */
            groups: number;
            /** Groups New */
            groups_new: number;
            /** Groups Talking */
            groups_talking: number;
        };
        /** GroupFiguresList */
        GroupFiguresList: {
            /** Days */
            days: components["schemas"]["GroupFiguresDay"][];
            /** Items */
            items: components["schemas"]["GroupOwnerFigures"][];
        };
        /** GroupIn */
        GroupIn: {
            /**
             * Color
             * @description Name of a colour of the design system.
             */
            color?: string | null;
            /**
             * Exclusive
             * @description Whoever gets one of its tags loses the others.
             * @default false
             */
            exclusive?: boolean;
            /** Name */
            name: string;
            /**
             * @default {
             *       "everybody": true,
             *       "roles": []
             *     }
             */
            who?: components["schemas"]["Who"];
        };
        /** GroupOut */
        GroupOut: {
            /** Color */
            color: string;
            /** Exclusive */
            exclusive: boolean;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Tags */
            tags: components["schemas"]["ManagedTagOut"][];
            who: components["schemas"]["Who"];
        };
        /**
         * GroupOwnerFigures
         * @description Of the groups of one owner; `groups`, `groups_talking` and `group_members` are of the last day, the rest of all days.
         */
        GroupOwnerFigures: {
            /** Account */
            account: string;
            /** Group Joined */
            group_joined: number;
            /** Group Members */
            group_members: number;
            /** Group Messages */
            group_messages: number;
            /** Group Speakers */
            group_speakers: number;
            /** Groups */
            groups: number;
            /** Groups New */
            groups_new: number;
            /** Groups Talking */
            groups_talking: number;
            /** Name */
            name: string | null;
            /** Staff Id */
            staff_id: number | null;
            /** Store Name */
            store_name: string | null;
            /** Userid */
            userid: string;
        };
        /** GroupPatch */
        GroupPatch: {
            /**
             * Color
             * @description Name of a colour of the design system.
             */
            color?: string | null;
            /** Exclusive */
            exclusive?: boolean | null;
            /** Name */
            name?: string | null;
            who?: components["schemas"]["Who"] | null;
        };
        /** Groups */
        Groups: {
            /** Items */
            items: components["schemas"]["GroupOut"][];
        };
        /**
         * GroupState
         * @description `owner_left`: the owner has left the company and the group waits for a new one.
         * @enum {string}
         */
        GroupState: "active" | "owner_left" | "dismissed";
        /** GroupTransferFailure */
        GroupTransferFailure: {
            /** Errcode */
            errcode: number;
            /** Group Id */
            group_id: number;
            /** Reason */
            reason: {
                [key: string]: string;
            };
        };
        /** GroupTransferIn */
        GroupTransferIn: {
            /** Connection Id */
            connection_id?: number | null;
            /** Group Ids */
            group_ids: number[];
            /** Owner Staff Id */
            owner_staff_id: number;
        };
        /** GroupTransferOut */
        GroupTransferOut: {
            /** Failed */
            failed: components["schemas"]["GroupTransferFailure"][];
            /** Transferred */
            transferred: number;
        };
        /**
         * GroupWelcomeChange
         * @description What is left out stays; `attachment` null takes it away.
         */
        GroupWelcomeChange: {
            /** Attachment */
            attachment?: {
                [key: string]: unknown;
            } | null;
            /** Name */
            name?: string | null;
            /** Text */
            text?: string | null;
        };
        /**
         * GroupWelcomeIn
         * @description `attachment` of kind image (asset_id), link (title, url, desc, picurl) or miniprogram (title, appid, page, asset_id).
         */
        GroupWelcomeIn: {
            /** Attachment */
            attachment?: {
                [key: string]: unknown;
            } | null;
            /** Connection Id */
            connection_id?: number | null;
            /** Name */
            name: string;
            /**
             * Notify
             * @description WeCom tells the staff that there is a new welcome to choose.
             * @default true
             */
            notify?: boolean;
            /**
             * Text
             * @description %NICKNAME% stands for who comes in.
             * @default
             */
            text?: string;
        };
        /** GroupWelcomeOut */
        GroupWelcomeOut: {
            /** Attachment */
            attachment: {
                [key: string]: unknown;
            } | null;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Connection Id */
            connection_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Notify */
            notify: boolean;
            status: components["schemas"]["WelcomeStatus"];
            /** Text */
            text: string;
        };
        /** GroupWelcomePage */
        GroupWelcomePage: {
            /** Items */
            items: components["schemas"]["GroupWelcomeOut"][];
            /** Total */
            total: number;
        };
        /** HealthOut */
        HealthOut: {
            /** Callbacks 24H */
            callbacks_24h: number;
            /** Delay Max Ms */
            delay_max_ms: number | null;
            /** Delay P50 Ms */
            delay_p50_ms: number | null;
            /** Duplicates 24H */
            duplicates_24h: number;
            /** Failed */
            failed: number;
            /** Failures 24H */
            failures_24h: number;
            /** Last Callback At */
            last_callback_at: string | null;
            /** Refused 24H */
            refused_24h: number;
            /** Token Expires At */
            token_expires_at: string | null;
            /** Unknown 24H */
            unknown_24h: number;
            /** Waiting */
            waiting: number;
        };
        /** Hit */
        Hit: {
            /** Id */
            id: number;
            /**
             * Kind
             * @description person, segment or tag.
             */
            kind: string;
            /** Subtitle */
            subtitle: string | null;
            /** Title */
            title: string;
            /** Url */
            url: string;
        };
        /** Hits */
        Hits: {
            /** Items */
            items: components["schemas"]["Hit"][];
        };
        /** HookKindOut */
        HookKindOut: {
            /** Fields */
            fields: components["schemas"]["FileFieldOut"][];
            /** Key */
            key: string;
            label: components["schemas"]["Label"];
            /**
             * Own
             * @description Prefixes of fields that are named freely, such as prop.
             */
            own: string[];
        };
        /** HookKinds */
        HookKinds: {
            /** Items */
            items: components["schemas"]["HookKindOut"][];
        };
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /** IdentifierOut */
        IdentifierOut: {
            /** Account */
            account: string;
            /** Evidence */
            evidence: components["schemas"]["EvidenceOut"][];
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            label: components["schemas"]["Label"];
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /**
             * Origin Person Id
             * @description The person it was first recorded for, before any merge.
             */
            origin_person_id: number;
            /** Value Masked */
            value_masked: string;
        };
        /** IdentityConflictOut */
        IdentityConflictOut: {
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /**
             * Event Id
             * @description The first event that showed it.
             */
            event_id: string | null;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /** Id */
            id: number;
            /**
             * Identifiers
             * @description Identifiers that were seen together in one event.
             */
            identifiers: components["schemas"]["SeenIdentifierOut"][];
            /** @description The reason in words. */
            label: components["schemas"]["Bilingual"];
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /**
             * Persons
             * @description The two customers as they are numbered now, smaller first.
             */
            persons: [
                number,
                number
            ];
            /**
             * Reason
             * @description two_<kind>, too_many_<kind>, shared_device or merge_undone.
             */
            reason: string;
            /**
             * Source
             * @description Where that event came from.
             */
            source: string;
            /** @description open, merged or kept_apart. */
            state: components["schemas"]["ConflictState"];
            /**
             * Times
             * @description How often evidence asked to link the two.
             */
            times: number;
        };
        /**
         * IdentityQualityOut
         * @description Of pairs of identifiers: precision of those we hold for one person, recall of those that evidence connects.
         */
        IdentityQualityOut: {
            /** By Kind */
            by_kind: {
                [key: string]: components["schemas"]["KindQualityOut"];
            };
            /** Identifiers Known */
            identifiers_known: number;
            /** People */
            people: number;
            /** Precision */
            precision: number;
            /** Recall */
            recall: number;
            /**
             * Wrongly Merged People
             * @description Our customers who are several people in truth.
             */
            wrongly_merged_people: number;
        };
        /**
         * IdentityState
         * @description What can be said without knowing the truth.
         */
        IdentityState: {
            /**
             * Devices Named
             * @description Devices on which somebody named themself.
             */
            devices_named: number;
            /**
             * Devices Owned
             * @description Those of them that belong to somebody; the others are shared.
             */
            devices_owned: number;
            /**
             * Identifiers
             * @description By kind.
             */
            identifiers: {
                [key: string]: number;
            };
            /**
             * Merges
             * @description By basis: event, operator, sitting, device.
             */
            merges: {
                [key: string]: components["schemas"]["MergesOfBasis"];
            };
            /**
             * Open Conflicts
             * @description By reason.
             */
            open_conflicts: {
                [key: string]: number;
            };
            /** People */
            people: number;
        };
        /** IdleOut */
        IdleOut: {
            clean_up: components["schemas"]["CleanUp"];
            /** Days */
            days: number;
            /**
             * Group
             * @description Name of its group.
             */
            group: string;
            /** Name */
            name: string;
            /** People */
            people: number;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Tag */
            tag: number;
        };
        /** Ids */
        Ids: {
            /** Ids */
            ids: number[];
        };
        /** ImageOut */
        ImageOut: {
            /** Media Id */
            media_id: string;
            /** Url */
            url: string;
        };
        /** ImportOut */
        ImportOut: {
            /**
             * Accepted
             * @description Orders or customers that were stored.
             */
            accepted: number;
            /** Columns */
            columns: string[];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /**
             * Duplicates
             * @description Orders that were there already.
             */
            duplicates: number;
            /**
             * Encoding
             * @description Encoding of the text, or the suffix of the workbook.
             */
            encoding: string;
            error: components["schemas"]["ErrorOut"] | null;
            /** Fields */
            fields: components["schemas"]["FileFieldOut"][];
            /** File Name */
            file_name: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /**
             * Mapping
             * @description What the import was started with; empty before.
             */
            mapping: {
                [key: string]: string;
            };
            /**
             * Options
             * @description source, zone, amount_unit, lines, date_order, channel, tags, preset, statuses.
             */
            options: {
                [key: string]: unknown;
            };
            /**
             * Plain Mapping
             * @description The suggestion without any preset.
             */
            plain_mapping: {
                [key: string]: string;
            };
            /**
             * Presets
             * @description Exports that can be chosen; options.preset is the recognised one.
             */
            presets: components["schemas"]["PresetOut"][];
            /** Preview */
            preview: string[][];
            /**
             * Rejected
             * @description Rows with a mistake; see errors.csv.
             */
            rejected: number;
            /** Rows Done */
            rows_done: number;
            /** Rows Total */
            rows_total: number;
            /**
             * Status
             * @description ready, running, paused, done, failed or cancelled.
             */
            status: string;
            /**
             * Suggested Mapping
             * @description field → column
             */
            suggested_mapping: {
                [key: string]: string;
            };
        };
        /** ImportPage */
        ImportPage: {
            /** Items */
            items: components["schemas"]["ImportSummary"][];
            /** Total */
            total: number;
        };
        /**
         * ImportPreviewOut
         * @description What the first rows of an import of customers would do. Nothing is written.
         */
        ImportPreviewOut: {
            /** Examples */
            examples: components["schemas"]["ExampleOfPreview"][];
            /**
             * Known
             * @description Rows about somebody who is known already.
             */
            known: number;
            /** New */
            new: number;
            /** Problems */
            problems: components["schemas"]["ProblemOfPreview"][];
            /** Rejected */
            rejected: number;
            /** Rows */
            rows: number;
            /** Traits */
            traits: components["schemas"]["TraitOfPreview"][];
        };
        /**
         * ImportSummary
         * @description How an import stands. `rows_*` and `rejected` count rows; the other counts are orders or customers.
         */
        ImportSummary: {
            /**
             * Accepted
             * @description Orders or customers that were stored.
             */
            accepted: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /**
             * Duplicates
             * @description Orders that were there already.
             */
            duplicates: number;
            error: components["schemas"]["ErrorOut"] | null;
            /** File Name */
            file_name: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /**
             * Rejected
             * @description Rows with a mistake; see errors.csv.
             */
            rejected: number;
            /** Rows Done */
            rows_done: number;
            /** Rows Total */
            rows_total: number;
            /**
             * Status
             * @description ready, running, paused, done, failed or cancelled.
             */
            status: string;
        };
        /** ItemProblemOut */
        ItemProblemOut: {
            /** Code */
            code: string;
            /**
             * Item
             * @description Counted from 0.
             */
            item: number;
            message: components["schemas"]["Label"];
            /** Path */
            path: string;
            /** Value */
            value: string;
        };
        /** JobOut */
        JobOut: {
            /** Job Id */
            job_id: number;
        };
        /** Jobs */
        Jobs: {
            /** Items */
            items: components["schemas"]["BackgroundJobOut"][];
            /** Total */
            total: number;
        };
        /** JoinWayChange */
        JoinWayChange: {
            /** Auto Create */
            auto_create?: boolean | null;
            /** Base Name */
            base_name?: string | null;
            /** Channel */
            channel?: string | null;
            /** Group Ids */
            group_ids?: number[] | null;
            /** Name */
            name?: string | null;
        };
        /** JoinWayGroup */
        JoinWayGroup: {
            /** Id */
            id: number;
            /** Members */
            members: number;
            /** Name */
            name: string;
        };
        /** JoinWayIn */
        JoinWayIn: {
            /**
             * Auto Create
             * @description WeCom opens another group when all are full.
             * @default true
             */
            auto_create?: boolean;
            /**
             * Base Name
             * @description Name of groups that are opened; a number follows it.
             * @default
             */
            base_name?: string;
            /** Channel */
            channel: string;
            /** Connection Id */
            connection_id?: number | null;
            /** Group Ids */
            group_ids: number[];
            /** Name */
            name: string;
        };
        /**
         * JoinWayOut
         * @description `url` is what the QR code holds, once WeCom has made it; `state` comes back with everyone who joins. `joined` counts
         *     customers who came through it, `inside` those of them who stayed; today is the organisation's.
         */
        JoinWayOut: {
            /** Auto Create */
            auto_create: boolean;
            /** Base Name */
            base_name: string;
            /** Channel */
            channel: string;
            /** Connection Id */
            connection_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Group Ids */
            group_ids: number[];
            /** Groups */
            groups: components["schemas"]["JoinWayGroup"][];
            /** Id */
            id: number;
            /** Inside */
            inside: number;
            /** Joined */
            joined: number;
            /** Joined Today */
            joined_today: number;
            /** Name */
            name: string;
            /** State */
            state: string;
            status: components["schemas"]["JoinWayStatus"];
            /** Url */
            url: string | null;
        };
        /** JoinWayPage */
        JoinWayPage: {
            /** Items */
            items: components["schemas"]["JoinWayOut"][];
            /** Total */
            total: number;
        };
        /**
         * JoinWayStatus
         * @description `draft`: the platform has yet to make it; `failed`: it refused, saving tries again.
         * @enum {string}
         */
        JoinWayStatus: "draft" | "active" | "failed" | "deleted";
        /** KeptCallbackOut */
        KeptCallbackOut: {
            /** Attempts */
            attempts: number;
            /** Change Type */
            change_type: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Error */
            error: string | null;
            /** Event */
            event: string;
            /** Id */
            id: number;
            /** Outcome */
            outcome: string | null;
            /** Processed At */
            processed_at: string | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
        };
        /** KeptCallbackPage */
        KeptCallbackPage: {
            /** Items */
            items: components["schemas"]["KeptCallbackOut"][];
            /** Next Before */
            next_before: number | null;
        };
        /** KeyIn */
        KeyIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "write" | "api";
            /** Name */
            name: string;
            /**
             * Scopes
             * @default []
             */
            scopes?: string[];
        };
        /** KeyOut */
        KeyOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
            /** Prefix */
            prefix: string;
            /** Revoked At */
            revoked_at: string | null;
            /** Scopes */
            scopes: string[];
        };
        /** KeyRow */
        KeyRow: {
            /** Active People */
            active_people: number;
            /**
             * Gmv
             * @description 分
             */
            gmv: number;
            /**
             * Key
             * @description null: events that name none
             */
            key: string | null;
            /** Label */
            label: string | null;
            /** New Friends */
            new_friends: number;
            /** Orders */
            orders: number;
        };
        /** KeysOut */
        KeysOut: {
            /** Items */
            items: components["schemas"]["KeyOut"][];
        };
        /**
         * KfAccountOut
         * @description `active` false: the app may no longer manage it. `read_at`: when its messages were last asked for.
         */
        KfAccountOut: {
            /** Active */
            active: boolean;
            /** Avatar */
            avatar: string;
            /** Connection Id */
            connection_id: number;
            /** Name */
            name: string;
            /** Open Kfid */
            open_kfid: string;
            /** Read At */
            read_at: string | null;
        };
        /** KfAccounts */
        KfAccounts: {
            /** Items */
            items: components["schemas"]["KfAccountOut"][];
        };
        /**
         * KfConversationOut
         * @description `moves`: the states it may be moved into. `last`: what was said last, of the last month. `messages_left`: what may be sent before the customer writes again, until `answerable_until`.
         */
        KfConversationOut: {
            /**
             * Account Name
             * @description Of the account; empty until WeCom was asked.
             */
            account_name: string;
            /** Answerable Until */
            answerable_until: string | null;
            /** Answered At */
            answered_at: string | null;
            /** Asked At */
            asked_at: string | null;
            /** Connection Id */
            connection_id: number;
            /** Entered At */
            entered_at: string | null;
            /** Id */
            id: number;
            last: components["schemas"]["KfLineOut"] | null;
            /** Messages Left */
            messages_left: number;
            /** Moves */
            moves: ("unhandled" | "robot" | "queued" | "human" | "ended")[];
            /** Open Kfid */
            open_kfid: string;
            /** Person Id */
            person_id: number;
            /** Person Name */
            person_name: string | null;
            /** Scene */
            scene: string | null;
            /** Servicer */
            servicer: string | null;
            /** Servicer Name */
            servicer_name: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "unhandled" | "robot" | "queued" | "human" | "ended";
        };
        /**
         * KfConversations
         * @description `by_state`: how many there are of each, whatever state was asked for.
         */
        KfConversations: {
            /** By State */
            by_state: {
                [key: string]: number;
            };
            /** Items */
            items: components["schemas"]["KfConversationOut"][];
            /** Total */
            total: number;
        };
        /**
         * KfLineOut
         * @description Something said, or what became of the session: `kind` entered, or its new state. `delivery` and `reason` of our
         *     own messages as the ledger has them.
         */
        KfLineOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Delivery */
            delivery?: string | null;
            /** Kind */
            kind: string;
            /** Number */
            number: string;
            /** Reason */
            reason?: string | null;
            /** Servicer Name */
            servicer_name: string | null;
            /**
             * Speaker
             * @enum {string}
             */
            speaker: "us" | "customer" | "system" | "servicer";
            /** Text */
            text: string;
        };
        /**
         * KfLines
         * @description The newest, oldest first.
         */
        KfLines: {
            /** Items */
            items: components["schemas"]["KfLineOut"][];
        };
        /**
         * KfMove
         * @description `human` needs the member who takes over.
         */
        KfMove: {
            /** Staff Id */
            staff_id?: number | null;
            /** State */
            state: string;
        };
        /**
         * KfPlaced
         * @description `state` and `reason` of the message at the gate; it goes out a moment later.
         */
        KfPlaced: {
            /** Fresh */
            fresh: boolean;
            /** Reason */
            reason: string | null;
            /** State */
            state: string;
        };
        /**
         * KfReply
         * @description `key` makes it once: the same key again is the same message.
         */
        KfReply: {
            /**
             * Key
             * @default
             */
            key?: string;
            /** Text */
            text: string;
        };
        /**
         * KfServicer
         * @description A member, or a whole department by its number at WeCom.
         */
        KfServicer: {
            /** Department Id */
            department_id: number | null;
            /** Name */
            name: string | null;
            /** Serving */
            serving: boolean;
            /** Staff Id */
            staff_id: number | null;
            /** Userid */
            userid: string;
        };
        /** KfServicers */
        KfServicers: {
            /** Items */
            items: components["schemas"]["KfServicer"][];
        };
        /** KindOut */
        KindOut: {
            account: components["schemas"]["ConnectionFieldOut"];
            app: components["schemas"]["ConnectionFieldOut"] | null;
            /** Callback Steps */
            callback_steps: {
                [key: string]: string;
            }[];
            /** Can Sync */
            can_sync: boolean;
            /** Default Api Url */
            default_api_url: string;
            /** Fields */
            fields: components["schemas"]["ConnectionFieldOut"][];
            /** Label */
            label: {
                [key: string]: string;
            };
            /** Name */
            name: string;
            /** Receives Callbacks */
            receives_callbacks: boolean;
            /** Steps */
            steps: {
                [key: string]: string;
            }[];
        };
        /** KindPage */
        KindPage: {
            /** Items */
            items: components["schemas"]["KindOut"][];
        };
        /** KindQualityOut */
        KindQualityOut: {
            /** Identifiers */
            identifiers: number;
            /** Precision */
            precision: number;
            /** Recall */
            recall: number;
        };
        /** Label */
        Label: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /** LabelIn */
        LabelIn: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /** LayerOut */
        LayerOut: {
            /** Churn Risk */
            churn_risk: number;
            /** @description Who is in it, with the thresholds as they are. */
            explanation: components["schemas"]["Words"];
            /** High Value */
            high_value: number;
            /**
             * Key
             * @description potential, new, active, loyal, sleeping or churned.
             */
            key: string;
            label: components["schemas"]["Words"];
            /** People */
            people: number;
            /**
             * Share
             * @description Of all people the caller may see, 0 to 1.
             */
            share: number;
        };
        /** LeafSize */
        LeafSize: {
            /**
             * Path
             * @description Places in the tree, from the top.
             */
            path: number[];
            /** Size */
            size: number;
        };
        /** Library */
        Library: {
            /** Items */
            items: components["schemas"]["LibraryEntry"][];
        };
        /** LibraryEntry */
        LibraryEntry: {
            /** Key */
            key: string;
            name: components["schemas"]["Label"];
            /** Size */
            size: number | null;
            /** Tree */
            tree: {
                [key: string]: unknown;
            };
            why: components["schemas"]["Label"];
        };
        /** LifecycleOut */
        LifecycleOut: {
            /**
             * As Of
             * @description Null: nobody was looked at yet.
             */
            as_of: string | null;
            /**
             * Counting
             * @description Everybody is being looked at with new thresholds.
             */
            counting: boolean;
            /** Flags */
            flags: components["schemas"]["FlagOut"][];
            /** Layers */
            layers: components["schemas"]["LayerOut"][];
            /** People */
            people: number;
            settings: components["schemas"]["SettingsOut"];
        };
        /** LinkChange */
        LinkChange: {
            /** Channel */
            channel?: string | null;
            /** Name */
            name?: string | null;
            /** Skip Verify */
            skip_verify?: boolean | null;
            /** Staff Ids */
            staff_ids?: number[] | null;
        };
        /**
         * LinkCustomerOut
         * @description `wrote`: whether the customer has written to the member; null where WeCom does not say.
         */
        LinkCustomerOut: {
            /** External Userid */
            external_userid: string;
            /** Name */
            name: string | null;
            /** Person Id */
            person_id: number | null;
            /** Staff */
            staff: string;
            /** Wrote */
            wrote: boolean | null;
        };
        /** LinkCustomerPage */
        LinkCustomerPage: {
            /** Items */
            items: components["schemas"]["LinkCustomerOut"][];
            /** Next Cursor */
            next_cursor: string;
        };
        /**
         * LinkKind
         * @description `url_link` opens from a browser or text message, `scheme` from other apps, `short_link` inside WeChat,
         *     `code` is a picture to scan.
         * @enum {string}
         */
        LinkKind: "url_link" | "scheme" | "short_link" | "code";
        /** LinkOut */
        LinkOut: {
            /** From */
            from: string;
            /** People */
            people: number;
            /** To */
            to: string;
        };
        /**
         * LinkQuotaOut
         * @description How many customers may still come by links, of those ever bought.
         */
        LinkQuotaOut: {
            /** Balance */
            balance: number;
            /** Total */
            total: number;
        };
        /** LinkStaff */
        LinkStaff: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /**
         * LinkStatus
         * @description `unavailable`: the platform says so (staff cannot be reached, quota used up); `deleted` is final.
         * @enum {string}
         */
        LinkStatus: "draft" | "active" | "failed" | "unavailable" | "deleted";
        /** ListBegun */
        ListBegun: {
            /** Id */
            id: number;
            /** Job Id */
            job_id: number;
        };
        /**
         * ListOut
         * @description rows = matched + duplicates + ambiguous + unmatched.
         */
        ListOut: {
            /**
             * Ambiguous
             * @description Rows whose identifier several people have.
             */
            ambiguous: number;
            /** Column */
            column: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /**
             * Duplicates
             * @description Rows that name somebody again.
             */
            duplicates: number;
            /** Encoding */
            encoding: string | null;
            error: components["schemas"]["Sentence"] | null;
            /** File Name */
            file_name: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /**
             * Identifier
             * @description By what its rows are matched; auto until a workbook was opened.
             */
            identifier: string;
            /**
             * Matched
             * @description People on the list.
             */
            matched: number;
            /** Name */
            name: string;
            /** Rows */
            rows: number;
            /**
             * Rows Expected
             * @description An estimate.
             */
            rows_expected: number;
            state: components["schemas"]["ListState"];
            /**
             * Unmatched
             * @description Rows that name nobody whom the uploader may see.
             */
            unmatched: number;
            /** Unmatched Url */
            unmatched_url: string | null;
        };
        /** ListPage */
        ListPage: {
            /** Items */
            items: components["schemas"]["ListOut"][];
            /** Total */
            total: number;
        };
        /**
         * ListState
         * @enum {string}
         */
        ListState: "queued" | "running" | "ready" | "failed";
        /** LiveCodeChange */
        LiveCodeChange: {
            /** Channel */
            channel?: string | null;
            /** Name */
            name?: string | null;
            rotation?: components["schemas"]["Rotation"] | null;
            /** Staff Ids */
            staff_ids?: number[] | null;
            /** Tag Ids */
            tag_ids?: number[] | null;
            /** Welcome Attachments */
            welcome_attachments?: {
                [key: string]: unknown;
            }[] | null;
            /** Welcome Text */
            welcome_text?: string | null;
        };
        /** LiveCodeDay */
        LiveCodeDay: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Friends */
            friends: number;
        };
        /** LiveCodeDays */
        LiveCodeDays: {
            /** Items */
            items: components["schemas"]["LiveCodeDay"][];
        };
        /** LiveCodeIn */
        LiveCodeIn: {
            /** Channel */
            channel: string;
            /**
             * Connection Id
             * @description May be left out where there is only one connection.
             */
            connection_id?: number | null;
            /** Name */
            name: string;
            /** @default single */
            rotation?: components["schemas"]["Rotation"];
            /**
             * Staff Ids
             * @default []
             */
            staff_ids?: number[];
            /**
             * Tag Ids
             * @default []
             */
            tag_ids?: number[];
            /**
             * Welcome Attachments
             * @description Of kind image, video or file (asset_id), link (title, url, desc, picurl) or miniprogram (title, appid, page, asset_id).
             * @default []
             */
            welcome_attachments?: {
                [key: string]: unknown;
            }[];
            /**
             * Welcome Text
             * @default
             */
            welcome_text?: string;
        };
        /**
         * LiveCodeOut
         * @description `scans` is null where the platform reports none. `url` is what the QR code holds, once it is issued.
         */
        LiveCodeOut: {
            /** Channel */
            channel: string;
            /** Connection Id */
            connection_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Friends */
            friends: number;
            /** Friends Today */
            friends_today: number;
            /** Id */
            id: number;
            /** Name */
            name: string;
            rotation: components["schemas"]["Rotation"];
            /** Scans */
            scans: number | null;
            /** Staff */
            staff: components["schemas"]["StaffRef"][];
            /** State */
            state: string;
            status: components["schemas"]["Status"];
            /** Tags */
            tags: components["schemas"]["LiveCodeTag"][];
            /** Url */
            url: string | null;
            /** Variables */
            variables: string[];
            /** Welcome Attachments */
            welcome_attachments: {
                [key: string]: unknown;
            }[];
            /** Welcome Text */
            welcome_text: string;
        };
        /** LiveCodePage */
        LiveCodePage: {
            /** Items */
            items: components["schemas"]["LiveCodeOut"][];
            /** Total */
            total: number;
        };
        /** LiveCodeTag */
        LiveCodeTag: {
            /** Color */
            color: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** LiveEvent */
        LiveEvent: {
            /** Account */
            account: string | null;
            /**
             * Amount
             * @description 分
             */
            amount: number | null;
            /** Channel */
            channel: string | null;
            /** Event */
            event: string;
            /** Event Id */
            event_id: string;
            label: components["schemas"]["Label"];
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Person Id */
            person_id: number;
            /** Person Name */
            person_name: string | null;
            /**
             * Properties
             * @description Personal ones read ***; POST /api/customers/{id}/reveal shows one, with a reason
             */
            properties: {
                [key: string]: unknown;
            };
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Staff Id */
            staff_id: string | null;
            /** Store Id */
            store_id: string | null;
        };
        /** LiveEvents */
        LiveEvents: {
            /** Items */
            items: components["schemas"]["LiveEvent"][];
        };
        /**
         * LiveOut
         * @description A broadcast that has ended, with the platform's figures. `leads`: phone numbers left in it.
         */
        LiveOut: {
            /** Audience */
            audience: number;
            /** Cheers */
            cheers: number;
            /** Comments */
            comments: number;
            /** Export Id */
            export_id: string;
            /** Forwards */
            forwards: number;
            /** Leads */
            leads: number;
            /** Most At Once */
            most_at_once: number;
            /** New Follows */
            new_follows: number;
            /** Seconds */
            seconds: number;
            /** Seconds Per Viewer */
            seconds_per_viewer: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
        };
        /** LivePage */
        LivePage: {
            /** Items */
            items: components["schemas"]["LiveOut"][];
            /** Total */
            total: number;
        };
        /** LoginChoice */
        LoginChoice: {
            /** Connection Id */
            connection_id: number;
            /** Name */
            name: string;
        };
        /** LoginChoices */
        LoginChoices: {
            /** Items */
            items: components["schemas"]["LoginChoice"][];
        };
        /** LoginIn */
        LoginIn: {
            /** Login */
            login: string;
            /** Password */
            password: string;
        };
        /** LoginLinkIn */
        LoginLinkIn: {
            /** Token */
            token: string;
        };
        /** LoginLinkOut */
        LoginLinkOut: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Token */
            token: string;
        };
        /** LookedFor */
        LookedFor: {
            /** Pairs */
            pairs: number;
        };
        /** MadeMenuOut */
        MadeMenuOut: {
            /** Menuid */
            menuid: number;
        };
        /** ManagedTagOut */
        ManagedTagOut: {
            /** Color */
            color: string;
            /** Expires After Days */
            expires_after_days: number | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * People
             * @description Persons who wear it.
             */
            people: number;
            rule: components["schemas"]["Rule"] | null;
            /**
             * Status
             * @description active, or archived: it cannot be given any more.
             */
            status: string;
            /** Synced */
            synced: components["schemas"]["SyncMark"][];
        };
        /**
         * MassAudienceIn
         * @description `staff_ids`: all customers of these members; `person_ids`: these, through their latest friend on the staff;
         *     `group_ids`: these groups, through their owners; `segment_id`: who is in this segment when it goes out, as far as the
         *     caller may see them. Customers and groups do not mix.
         */
        MassAudienceIn: {
            /**
             * Group Ids
             * @default []
             */
            group_ids?: number[];
            /**
             * Person Ids
             * @default []
             */
            person_ids?: number[];
            /** Segment Id */
            segment_id?: number | null;
            /**
             * Staff Ids
             * @default []
             */
            staff_ids?: number[];
        };
        /**
         * MassAudienceOut
         * @description Everyone, those with a tag of the account, or so many chosen people.
         */
        MassAudienceOut: {
            /**
             * Everyone
             * @default false
             */
            everyone?: boolean;
            /** People */
            people?: number | null;
            /** Tag */
            tag?: number | null;
        };
        /** MassCheckIn */
        MassCheckIn: {
            audience: components["schemas"]["MassAudienceIn"];
            /** Connection Id */
            connection_id?: number | null;
        };
        /**
         * MassCheckOut
         * @description `reached` of `chosen` people or groups have a member who can send. Of these, `capped` have had this month's share and
         *     `refused` do not want advertising. `shares`: the first hundred of `members`, the largest first.
         */
        MassCheckOut: {
            /** Capped */
            capped: number;
            /** Chosen */
            chosen: number;
            /** Members */
            members: number;
            /** Reached */
            reached: number;
            /** Refused */
            refused: number;
            /** Shares */
            shares: components["schemas"]["MassShare"][];
        };
        /** MassConnection */
        MassConnection: {
            /** Account */
            account: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** MassConnections */
        MassConnections: {
            /** Items */
            items: components["schemas"]["MassConnection"][];
        };
        /**
         * MassCounts
         * @description Recipients by what became of them; `reasons` says why the failed and blocked got nothing.
         */
        MassCounts: {
            /** Blocked */
            blocked: number;
            /** Failed */
            failed: number;
            /** Reasons */
            reasons: {
                [key: string]: number;
            };
            /** Sent */
            sent: number;
            /** Waiting */
            waiting: number;
        };
        /** MassDetail */
        MassDetail: {
            /** Allow Select */
            allow_select: boolean;
            /** Attachments */
            attachments: {
                [key: string]: unknown;
            }[];
            audience: components["schemas"]["WecomMassAudienceOut"];
            /** Chat Type */
            chat_type: string;
            /** Connection Id */
            connection_id: number;
            counts: components["schemas"]["MassCounts"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /** Members */
            members: components["schemas"]["MassMember"][];
            /** Name */
            name: string;
            /**
             * Read At
             * @description When WeCom was last asked for results.
             */
            read_at: string | null;
            /** Reminded At */
            reminded_at: string | null;
            /** Send At */
            send_at: string | null;
            /** Staff */
            staff: number;
            state: components["schemas"]["MassState"];
            /** Tapped */
            tapped: number;
            /** Text */
            text: string;
        };
        /**
         * MassMember
         * @description One member's task. `confirmed_at`: when they tapped; null while they have not.
         */
        MassMember: {
            /** Confirmed At */
            confirmed_at: string | null;
            /** Name */
            name: string | null;
            /** Recipients */
            recipients: number;
            /** Sent */
            sent: number;
            state: components["schemas"]["PartState"];
            /** Userid */
            userid: string;
            /** Waiting */
            waiting: number;
        };
        /**
         * MassSegment
         * @description `name` is null when the segment is gone, or the caller may see none.
         */
        MassSegment: {
            /** Id */
            id: number;
            /** Name */
            name: string | null;
        };
        /**
         * MassShare
         * @description What one member of staff would be asked to send to.
         */
        MassShare: {
            /** Name */
            name: string;
            /** Recipients */
            recipients: number;
            /** Staff Id */
            staff_id: number;
            /** Store Name */
            store_name: string | null;
        };
        /**
         * MassState
         * @description `waiting`: staff have the task and some have yet to confirm; `ended`: watched for a month, then given up.
         * @enum {string}
         */
        MassState: "scheduled" | "preparing" | "waiting" | "done" | "failed" | "cancelled" | "ended";
        /** MassTargetOut */
        MassTargetOut: {
            /** At */
            at: string | null;
            /** Group Id */
            group_id: number | null;
            /** Member */
            member: string;
            /** Name */
            name: string | null;
            /** Person Id */
            person_id: number | null;
            /** Reason */
            reason: string | null;
            state: components["schemas"]["TargetState"];
        };
        /** MassTargets */
        MassTargets: {
            /** Items */
            items: components["schemas"]["MassTargetOut"][];
            /** Total */
            total: number;
        };
        /**
         * MemberKind
         * @enum {string}
         */
        MemberKind: "customer" | "staff" | "outsider";
        /** MemberLink */
        MemberLink: {
            /** Connection Id */
            connection_id?: number | null;
            /** User Id */
            user_id: number;
            /** Userid */
            userid: string;
        };
        /** MemberLoginList */
        MemberLoginList: {
            /** Items */
            items: components["schemas"]["MemberLoginOut"][];
        };
        /**
         * MemberLoginOut
         * @description `made`: the user was made at the member's first login and is disabled when the member leaves.
         */
        MemberLoginOut: {
            /** Account */
            account: string;
            /** Last Login At */
            last_login_at: string | null;
            /**
             * Linked At
             * Format: date-time
             */
            linked_at: string;
            /** Made */
            made: boolean;
            /** Member Name */
            member_name: string | null;
            /** User Id */
            user_id: number;
            /** User Name */
            user_name: string | null;
            /** Userid */
            userid: string;
        };
        /** MembershipChangeOut */
        MembershipChangeOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Cause
             * @description data, time, rule or gone (merged or erased).
             */
            cause: string;
            /** Cursor */
            cursor: number;
            /** Entered */
            entered: boolean;
            /** Person Id */
            person_id: number;
            /** Version */
            version: number;
        };
        /**
         * MembershipOut
         * @description Each node of the tree also has `answer` and `explanation` {zh, en}.
         */
        MembershipOut: {
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Member */
            member: boolean;
            /** Tree */
            tree: {
                [key: string]: unknown;
            };
        };
        /** MenuIn */
        MenuIn: {
            /** Button */
            button: {
                [key: string]: unknown;
            }[];
        };
        /** MenuOut */
        MenuOut: {
            /** Button */
            button: {
                [key: string]: unknown;
            }[];
            /** Conditional */
            conditional: components["schemas"]["ConditionalMenuOut"][];
        };
        /**
         * Merchants
         * @description The merchant numbers, and the apps in which people pay and are paid.
         */
        Merchants: {
            /** Apps */
            apps: components["schemas"]["AccountOption"][];
            /** Items */
            items: components["schemas"]["AccountOption"][];
        };
        /** MergeIn */
        MergeIn: {
            /**
             * Into
             * @description The tag that stays; what refers to the other means this one from now on.
             */
            into: number;
        };
        /** MergeOut */
        MergeOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Basis
             * @description event, operator, sitting or device.
             */
            basis: string;
            /** By */
            by: string;
            /** Id */
            id: number;
            /** Loser */
            loser: number;
            /** Reason */
            reason: string;
            /** Undone At */
            undone_at: string | null;
            /** Undone By */
            undone_by: string | null;
            /** Winner */
            winner: number;
        };
        /** MergesOfBasis */
        MergesOfBasis: {
            /** Held */
            held: number;
            /** Undone */
            undone: number;
        };
        /** MessageOut */
        MessageOut: {
            /** Reason */
            reason: string | null;
            /** State */
            state: string;
        };
        /** MiniProgramDayOut */
        MiniProgramDayOut: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** New Visitors */
            new_visitors: number;
            /** Page Views */
            page_views: number;
            /** Seconds Per Visitor */
            seconds_per_visitor: number;
            /** Sessions */
            sessions: number;
            /** Sharers */
            sharers: number;
            /** Shares */
            shares: number;
            /** Visitors */
            visitors: number;
            /** Visitors Ever */
            visitors_ever: number;
        };
        /**
         * MiniProgramLinkIn
         * @description `query` of a code is its scene: 1 to 32 visible characters.
         */
        MiniProgramLinkIn: {
            /**
             * Days
             * @default 30
             */
            days?: number;
            kind: components["schemas"]["LinkKind"];
            /** Name */
            name: string;
            /**
             * Path
             * @default
             */
            path?: string;
            /**
             * Query
             * @default
             */
            query?: string;
        };
        /** MiniProgramLinkOut */
        MiniProgramLinkOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Id */
            id: number;
            /** Image Url */
            image_url: string | null;
            kind: components["schemas"]["LinkKind"];
            /** Name */
            name: string;
            /** Path */
            path: string;
            /** Query */
            query: string;
            /** Url */
            url: string;
        };
        /** MiniProgramLinkPage */
        MiniProgramLinkPage: {
            /** Items */
            items: components["schemas"]["MiniProgramLinkOut"][];
            /** Total */
            total: number;
        };
        /** MiniProgramOptions */
        MiniProgramOptions: {
            /** Items */
            items: components["schemas"]["AccountOption"][];
        };
        /** MomentDetail */
        MomentDetail: {
            /** Attachments */
            attachments: {
                [key: string]: unknown;
            }[];
            /** By Member */
            by_member: components["schemas"]["MomentMemberOut"][];
            /** Comments */
            comments: number;
            /** Connection Id */
            connection_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /** Likes */
            likes: number;
            /** Members */
            members: number;
            /** Published */
            published: number;
            /** Read At */
            read_at: string | null;
            state: components["schemas"]["MomentState"];
            /** Text */
            text: string;
        };
        /**
         * MomentIn
         * @description `key` makes it once. `tag_ids`: who wears one of these corp tags sees it; empty: every customer does. `attachments`:
         *     each a `kind` (image, video with `asset_id`; link with title, url, asset_id of its picture), or as WeCom takes them.
         */
        MomentIn: {
            /**
             * Attachments
             * @default []
             */
            attachments?: {
                [key: string]: unknown;
            }[];
            /** Connection Id */
            connection_id?: number | null;
            /**
             * Key
             * @default
             */
            key?: string;
            /** Staff Ids */
            staff_ids: number[];
            /**
             * Tag Ids
             * @default []
             */
            tag_ids?: number[];
            /**
             * Text
             * @default
             */
            text?: string;
        };
        /** MomentMemberOut */
        MomentMemberOut: {
            /** Comments */
            comments: number;
            /** Likes */
            likes: number;
            /** Name */
            name: string | null;
            /** Published */
            published: boolean;
            /** Userid */
            userid: string;
        };
        /** MomentOut */
        MomentOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string | null;
            /**
             * Cause
             * @description Why the gift ended.
             */
            cause: string | null;
            detail: components["schemas"]["Label"];
            /** Id */
            id: number;
            /** Person */
            person: string | null;
            /**
             * Person Id
             * @description Null for somebody outside the caller's data scope.
             */
            person_id: number | null;
            /** Source */
            source: string;
            /**
             * What
             * @description given or taken.
             */
            what: string;
        };
        /** MomentPage */
        MomentPage: {
            /** Items */
            items: components["schemas"]["WecomMomentOut"][];
            /** Total */
            total: number;
        };
        /**
         * MomentState
         * @description `creating`: the platform works on it; `waiting`: staff have the task and some have yet to confirm; `ended`: watched
         *     for two weeks, then given up.
         * @enum {string}
         */
        MomentState: "preparing" | "creating" | "waiting" | "done" | "failed" | "cancelled" | "ended";
        /** Named */
        Named: {
            /** Detail */
            detail?: string | null;
            /** Id */
            id: number | string;
            /** Name */
            name: string;
        };
        /** NewKeyOut */
        NewKeyOut: {
            key: components["schemas"]["KeyOut"];
            /** Secret */
            secret: string;
        };
        /** NewProduct */
        NewProduct: {
            /** Asset Ids */
            asset_ids: number[];
            /** Connection Id */
            connection_id?: number | null;
            /** Description */
            description: string;
            /**
             * Number
             * @default
             */
            number?: string;
            /**
             * Price
             * @description In 分.
             */
            price: number;
        };
        /** NodeOut */
        NodeOut: {
            /**
             * At
             * @enum {string}
             */
            at: "from" | "to";
            /**
             * Layer
             * @description A layer, or unknown: not known yet at that time.
             */
            layer: string;
            /** People */
            people: number;
        };
        /**
         * NoticeIn
         * @description With `url` it is a card with a title and a button. `key` makes it once.
         */
        NoticeIn: {
            /**
             * Button
             * @default
             */
            button?: string;
            /**
             * Key
             * @default
             */
            key?: string;
            /** Staff Ids */
            staff_ids: number[];
            /** Text */
            text: string;
            /**
             * Title
             * @default
             */
            title?: string;
            /**
             * Url
             * @default
             */
            url?: string;
        };
        /** NoticeOut */
        NoticeOut: {
            /** Connection Id */
            connection_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Errcode */
            errcode: number | null;
            /** Id */
            id: number;
            /** Members */
            members: number;
            /** Missed */
            missed: string[];
            /** Sent At */
            sent_at: string | null;
            /** State */
            state: string;
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** Url */
            url: string;
        };
        /** NoticePage */
        NoticePage: {
            /** Items */
            items: components["schemas"]["NoticeOut"][];
            /** Total */
            total: number;
        };
        /**
         * NoticePlaced
         * @description `reached`: how many of the staff can be told; the others left or are outside the caller's data scope.
         */
        NoticePlaced: {
            /** Reached */
            reached: number;
        };
        /** OfficialAccountList */
        OfficialAccountList: {
            /** Items */
            items: components["schemas"]["OfficialAccountOut"][];
        };
        /**
         * OfficialAccountOut
         * @description `following`: how many follow now, as far as we know.
         */
        OfficialAccountOut: {
            /** Account */
            account: string;
            /** Following */
            following: number;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** OptionIn */
        OptionIn: {
            label?: components["schemas"]["LabelIn"] | null;
            /** Value */
            value: string;
        };
        /** OptionOut */
        OptionOut: {
            label: components["schemas"]["LabelIn"];
            /** Value */
            value: string;
        };
        /** OrderIn */
        OrderIn: {
            /** Amount */
            amount: number;
            /** Appid */
            appid: string;
            /** Description */
            description: string;
            /** Number */
            number: string;
            /**
             * Openid
             * @default
             */
            openid?: string;
            /** Person Id */
            person_id?: number | null;
        };
        /** OrderOut */
        OrderOut: {
            /**
             * Amount
             * @description What was paid, or is to be paid, in 分.
             */
            amount: number;
            /** Channel */
            channel: string | null;
            /**
             * Items
             * @description Lines as the shop told them: name, sku, quantity, amount (分).
             */
            items: unknown[];
            /**
             * Order No
             * @description Unique within its source.
             */
            order_no: string;
            /** Paid At */
            paid_at: string | null;
            /** Person Id */
            person_id: number;
            /** Person Name */
            person_name: string | null;
            /** Placed At */
            placed_at: string | null;
            /**
             * Refunded
             * @description What was given back, in 分.
             */
            refunded: number;
            /**
             * Source
             * @description The shop or file that the order came from.
             */
            source: string;
            /**
             * Status
             * @description placed, paid, partially_refunded, refunded or cancelled.
             */
            status: string;
            /** Store Id */
            store_id: string | null;
        };
        /** OrderPage */
        OrderPage: {
            /** Items */
            items: components["schemas"]["PayOrderOut"][];
            /** Total */
            total: number;
        };
        /** Orders */
        Orders: {
            /** Items */
            items: components["schemas"]["OrderOut"][];
            /** Total */
            total: number;
        };
        /** OrganizationOut */
        OrganizationOut: {
            /** Name */
            name: string;
            /** Timezone */
            timezone: string;
        };
        /** OrphanOut */
        OrphanOut: {
            /** External Userid */
            external_userid: string;
            /** Handover */
            handover: string;
            /** Handover Name */
            handover_name: string | null;
            /**
             * Left At
             * Format: date-time
             */
            left_at: string;
            /** Name */
            name: string | null;
            /** Person Id */
            person_id: number | null;
            /** Staff Id */
            staff_id: number | null;
        };
        /** OrphanPage */
        OrphanPage: {
            /** Items */
            items: components["schemas"]["OrphanOut"][];
            /** Next Cursor */
            next_cursor: string;
        };
        /** OverlapIn */
        OverlapIn: {
            /** Segments */
            segments: number[];
        };
        /** OverlappingOut */
        OverlappingOut: {
            /** A */
            a: number;
            /** B */
            b: number;
            /** Both */
            both: number;
            clean_up: components["schemas"]["CleanUp"];
            /**
             * Share
             * @description Of whoever wears one of the two, 0 to 1.
             */
            share: number;
        };
        /**
         * OverlapRegion
         * @description People who are in exactly these of the segments.
         */
        OverlapRegion: {
            /** In */
            in: number[];
            /** Size */
            size: number;
        };
        /** Overlaps */
        Overlaps: {
            /** Items */
            items: components["schemas"]["TagOverlapOut"][];
        };
        /** OverlapSet */
        OverlapSet: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Size */
            size: number;
        };
        /** OverviewOut */
        OverviewOut: {
            /** By Channel */
            by_channel: components["schemas"]["KeyRow"][];
            /** By Day */
            by_day: components["schemas"]["DayRow"][];
            /** By Store */
            by_store: components["schemas"]["KeyRow"][];
            /** Fresh At */
            fresh_at: string | null;
            /**
             * From
             * Format: date
             */
            from_: string;
            /**
             * To
             * Format: date
             */
            to: string;
            totals: components["schemas"]["Totals"];
        };
        /**
         * PageSignatureOut
         * @description What `wx.config` (kind corp) or `wx.agentConfig` (kind app) take.
         */
        PageSignatureOut: {
            /** Agent Id */
            agent_id: string;
            /** Corp Id */
            corp_id: string;
            /** Nonce */
            nonce: string;
            /** Signature */
            signature: string;
            /** Timestamp */
            timestamp: number;
        };
        /**
         * PartState
         * @description `asking` is committed before the platform is called: with it, an answer may have been lost.
         * @enum {string}
         */
        PartState: "ready" | "asking" | "made" | "failed" | "cancelled";
        /** PasswordIn */
        PasswordIn: {
            /** Current */
            current: string;
            /** New */
            new: string;
        };
        /** PastDeliveryOut */
        PastDeliveryOut: {
            /** Accepted */
            accepted: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Duplicates */
            duplicates: number;
            /**
             * Error
             * @description Why all of it was refused.
             */
            error: {
                [key: string]: unknown;
            } | null;
            /** Id */
            id: number;
            /** Items */
            items: number;
            /** Problems */
            problems: components["schemas"]["ItemProblemOut"][];
            /** Rejected */
            rejected: number;
            /**
             * Size
             * @description Bytes of the body.
             */
            size: number;
        };
        /** PayOrderOut */
        PayOrderOut: {
            /** Amount */
            amount: number;
            /** Appid */
            appid: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Description */
            description: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Number */
            number: string;
            /** Paid At */
            paid_at: string | null;
            /** Payer Total */
            payer_total: number;
            /** Person Id */
            person_id?: number | null;
            /** Person Name */
            person_name?: string | null;
            /** Refunded */
            refunded: number;
            /** State */
            state: string;
            /** Transaction Id */
            transaction_id: string;
        };
        /**
         * PayTransferIn
         * @description `scene` as approved by WeChat Pay (1000 cash marketing, 1005 commission, 1011 compensation …).
         */
        PayTransferIn: {
            /** Amount */
            amount: number;
            /** Appid */
            appid: string;
            /** Number */
            number: string;
            /**
             * Openid
             * @default
             */
            openid?: string;
            /** Person Id */
            person_id?: number | null;
            /**
             * Real Name
             * @default
             */
            real_name?: string;
            /** Remark */
            remark: string;
            /** Report */
            report: components["schemas"]["ReportIn"][];
            /** Scene */
            scene: string;
        };
        /** PayTransferOut */
        PayTransferOut: {
            /** Amount */
            amount: number;
            /** Appid */
            appid: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Fail Reason */
            fail_reason: string;
            /** Number */
            number: string;
            /** Package Info */
            package_info: string;
            /** Person Id */
            person_id?: number | null;
            /** Person Name */
            person_name?: string | null;
            /** Remark */
            remark: string;
            /** State */
            state: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** PayTransferPage */
        PayTransferPage: {
            /** Items */
            items: components["schemas"]["PayTransferOut"][];
            /** Total */
            total: number;
        };
        /** PeopleOut */
        PeopleOut: {
            /** Items */
            items: components["schemas"]["PersonOut"][];
            /** Total */
            total: number;
        };
        /** PermissionGroupOut */
        PermissionGroupOut: {
            /** En */
            en: string;
            /** Key */
            key: string;
            /** Zh */
            zh: string;
        };
        /** PermissionOut */
        PermissionOut: {
            group: components["schemas"]["PermissionGroupOut"];
            /** Key */
            key: string;
            label: components["schemas"]["Bilingual"];
        };
        /** PermissionsOut */
        PermissionsOut: {
            /** Items */
            items: components["schemas"]["PermissionOut"][];
        };
        /** PersonExportOut */
        PersonExportOut: {
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /**
             * Exported At
             * Format: date-time
             */
            exported_at: string;
            /** Identifiers */
            identifiers: components["schemas"]["ErasedIdentifierOut"][];
            /** Person Id */
            person_id: number;
        };
        /**
         * PersonLine
         * @description A line as the customer list shows it.
         */
        PersonLine: {
            /** Avatar */
            avatar: string | null;
            /** Channel */
            channel: string | null;
            /** City */
            city: string | null;
            /** Events */
            events: number;
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /** Friends */
            friends: components["schemas"]["FriendOf"][];
            /**
             * Gmv
             * @description 分
             */
            gmv: number;
            /** Id */
            id: number;
            /** Last Channel */
            last_channel: string | null;
            /** Last Order At */
            last_order_at: string | null;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Name */
            name: string | null;
            /** Orders */
            orders: number;
            /** Phone Masked */
            phone_masked: string | null;
            /** Stage */
            stage: string | null;
            /** Tags */
            tags: components["schemas"]["TagOf"][];
        };
        /** PersonMergeIn */
        PersonMergeIn: {
            /**
             * Loser
             * @description The customer that becomes part of it.
             */
            loser: number;
            /**
             * Reason
             * @description Why; shown in the history.
             */
            reason: string;
            /**
             * Winner
             * @description The customer to keep.
             */
            winner: number;
        };
        /** PersonMergeOut */
        PersonMergeOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Basis
             * @description event, operator, sitting or device; the last two are undone by themselves.
             */
            basis: string;
            /** By */
            by: string;
            /** Id */
            id: number;
            /**
             * Loser
             * @description The customer that became part of the winner.
             */
            loser: number;
            /**
             * Reason
             * @description evidence, conflict, sitting, device, or what the operator wrote.
             */
            reason: string;
            /** Undone At */
            undone_at: string | null;
            /** Undone By */
            undone_by: string | null;
            /**
             * Winner
             * @description The customer whose number was kept.
             */
            winner: number;
        };
        /** PersonOut */
        PersonOut: {
            /** Avatar */
            avatar: string | null;
            /** City */
            city: string | null;
            /**
             * Gmv
             * @description 分
             */
            gmv: number;
            /** Id */
            id: number;
            /** Last Order At */
            last_order_at: string | null;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Name */
            name: string | null;
            /** Orders */
            orders: number;
            /** Phone Masked */
            phone_masked: string | null;
            /**
             * Since
             * Format: date-time
             * @description When they came into the layer they are in now.
             */
            since: string;
            /** Stage */
            stage: string | null;
        };
        /** PersonPage */
        PersonPage: {
            /** Items */
            items: components["schemas"]["PersonLine"][];
            /** Total */
            total: number;
        };
        /**
         * PhoneIn
         * @description `code` of the button open-type="getPhoneNumber"; `session` of the login.
         */
        PhoneIn: {
            /** Code */
            code: string;
            /** Session */
            session: string;
        };
        /** PhoneOut */
        PhoneOut: {
            /** Phone Masked */
            phone_masked: string;
        };
        /**
         * PlaceOut
         * @description Where a segment is used.
         */
        PlaceOut: {
            /** Id */
            id: number | string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Url */
            url: string | null;
        };
        /** Places */
        Places: {
            /** Items */
            items: components["schemas"]["PlaceOut"][];
        };
        /**
         * PlatformStatus
         * @description How fresh the data is and what is waiting.
         */
        PlatformStatus: {
            /** Fresh At */
            fresh_at: string | null;
            /** Lag */
            lag: {
                [key: string]: number;
            };
            /** Queues */
            queues: {
                [key: string]: number;
            };
            /** Version */
            version: string;
            /**
             * Waiting
             * @description Events told inside that are in no commit yet, and people to be counted anew; at most 1,000 of each.
             */
            waiting: number;
        };
        /** PostedOut */
        PostedOut: {
            /** Accepted */
            accepted: number;
            /** Blocked */
            blocked: number;
            /** Not Following */
            not_following: number;
        };
        /** Prepared */
        Prepared: {
            /** Client */
            client: {
                [key: string]: string;
            };
            order: components["schemas"]["PayOrderOut"];
        };
        /**
         * PresetOut
         * @description A platform's export, and what it would mean for this file.
         */
        PresetOut: {
            /** Key */
            key: string;
            label: components["schemas"]["Label"];
            /**
             * Mapping
             * @description field → column of this file
             */
            mapping: {
                [key: string]: string;
            };
            /**
             * Options
             * @description What to set among the options of the import.
             */
            options: {
                [key: string]: unknown;
            };
            /** Platform */
            platform: string;
            /**
             * Uncertain
             * @description Fields and options that should be checked.
             */
            uncertain: string[];
        };
        /** PreviewIn */
        PreviewIn: {
            /**
             * Sample
             * @description How many people to show.
             * @default 10
             */
            sample?: number;
            /** Tree */
            tree: {
                [key: string]: unknown;
            };
        };
        /** PreviewOut */
        PreviewOut: {
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Leaves */
            leaves: components["schemas"]["LeafSize"][];
            /**
             * Of
             * @description How many people are known.
             */
            of: number;
            /** Sample */
            sample: components["schemas"]["SampleOut"][];
            sentence: components["schemas"]["Label"];
            /** Size */
            size: number;
            /** Took Ms */
            took_ms: number;
        };
        /** ProblemOfPreview */
        ProblemOfPreview: {
            message: components["schemas"]["Label"];
            /** Row */
            row: number;
            /** Trait */
            trait: string;
        };
        /**
         * ProductIn
         * @description `asset_ids`: uploaded pictures; when a product is changed, none leaves those it has.
         */
        ProductIn: {
            /**
             * Asset Ids
             * @default []
             */
            asset_ids?: number[];
            /** Connection Id */
            connection_id?: number | null;
            /** Description */
            description: string;
            /**
             * Number
             * @default
             */
            number?: string;
            /**
             * Price
             * @description In 分.
             */
            price: number;
        };
        /** ProductOut */
        ProductOut: {
            /** Created At */
            created_at: string | null;
            /** Description */
            description: string;
            /** Id */
            id: string;
            /** Number */
            number: string;
            /** Pictures */
            pictures: number;
            /** Price */
            price: number;
        };
        /**
         * ProductPage
         * @description `next`: the cursor of the following page, null at the end.
         */
        ProductPage: {
            /** Items */
            items: components["schemas"]["ProductOut"][];
            /** Next */
            next: string | null;
        };
        /** PropertyOut */
        PropertyOut: {
            /** Example */
            example: string;
            label: components["schemas"]["Label"];
            /** Name */
            name: string;
            /** Personal */
            personal: boolean;
            /**
             * Type
             * @description string, integer, number, boolean, money (分), list or object
             */
            type: string;
            /** Unit */
            unit: string | null;
        };
        /** PropertyWord */
        PropertyWord: {
            label: components["schemas"]["Label"];
            /** Name */
            name: string;
            /** Type */
            type: string;
            /** Unit */
            unit: string | null;
        };
        /**
         * PublicationOut
         * @description `status`: 0 published, 1 on its way, 2 not original, 3 failed, 4 refused, 5 and 6 taken back.
         */
        PublicationOut: {
            /**
             * Article Id
             * @description Of the article it became; empty until then.
             */
            article_id: string;
            /** Finished At */
            finished_at: string | null;
            /** Media Id */
            media_id: string;
            /** Publish Id */
            publish_id: string;
            /** Status */
            status: number;
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
            /** Title */
            title: string;
            /** Urls */
            urls: string[];
        };
        /** PublicationPage */
        PublicationPage: {
            /** Items */
            items: components["schemas"]["PublicationOut"][];
        };
        /** QualityOut */
        QualityOut: {
            /** Crowded */
            crowded: components["schemas"]["CrowdedOut"][];
            /** Overlapping */
            overlapping: components["schemas"]["OverlappingOut"][];
            settings: components["schemas"]["ThresholdsOut"];
            /** Similar Names */
            similar_names: components["schemas"]["SimilarOut"][];
            /** Stale */
            stale: components["schemas"]["IdleOut"][];
            /** Unused */
            unused: components["schemas"]["IdleOut"][];
        };
        /** Queued */
        Queued: {
            /** Queued */
            queued: boolean;
        };
        /**
         * ReactionKind
         * @enum {string}
         */
        ReactionKind: "like" | "comment";
        /**
         * ReactionOut
         * @description A like or comment under what a `member` published. `who`: a customer with `person_id` and `name`, or staff. A customer
         *     out of the caller's sight is `hidden`; one we do not know (yet) has neither.
         */
        ReactionOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Hidden */
            hidden: boolean;
            kind: components["schemas"]["ReactionKind"];
            /** Member */
            member: string;
            /** Name */
            name: string | null;
            /** Person Id */
            person_id: number | null;
            /**
             * Who
             * @enum {string}
             */
            who: "customer" | "staff";
        };
        /**
         * ReactionPage
         * @description `next_cursor` is "" at the end.
         */
        ReactionPage: {
            /** Items */
            items: components["schemas"]["ReactionOut"][];
            /** Next Cursor */
            next_cursor: string;
        };
        /** ReadingBegun */
        ReadingBegun: {
            /** Queued */
            queued: boolean;
        };
        /** ReasonIn */
        ReasonIn: {
            /**
             * Reason
             * @default
             */
            reason?: string;
        };
        /**
         * ReceiptOut
         * @description What became of a request. An answer means that the accepted events are committed.
         */
        ReceiptOut: {
            /** Accepted */
            accepted: number;
            /** Duplicates */
            duplicates: number;
            /** Rejected */
            rejected: components["schemas"]["RejectionOut"][];
        };
        /** RefundIn */
        RefundIn: {
            /** Amount */
            amount: number;
            /** Number */
            number: string;
            /** Order Number */
            order_number: string;
            /**
             * Reason
             * @default
             */
            reason?: string;
        };
        /** RefundOut */
        RefundOut: {
            /** Amount */
            amount: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Done At */
            done_at: string | null;
            /** Number */
            number: string;
            /** Order Number */
            order_number: string;
            /** Reason */
            reason: string;
            /** Status */
            status: string;
        };
        /** RefundPage */
        RefundPage: {
            /** Items */
            items: components["schemas"]["RefundOut"][];
            /** Total */
            total: number;
        };
        /** RejectedEvent */
        RejectedEvent: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Code */
            code: string;
            /** Event */
            event: string | null;
            /** Id */
            id: number;
            message: components["schemas"]["Label"];
            /**
             * Sample
             * @description Start of what was sent, digits and personal properties hidden
             */
            sample: string;
            /** Source */
            source: string;
        };
        /** RejectedEvents */
        RejectedEvents: {
            /** Items */
            items: components["schemas"]["RejectedEvent"][];
            /** Total */
            total: number;
        };
        /** RejectionOut */
        RejectionOut: {
            /** Code */
            code: string;
            /** Index */
            index: number;
            /** Message */
            message: {
                [key: string]: string;
            };
        };
        /**
         * ReplayIn
         * @description The callbacks to process again; absent: all that failed.
         */
        ReplayIn: {
            /** Ids */
            ids?: number[] | null;
        };
        /** ReplayOut */
        ReplayOut: {
            /** Queued */
            queued: number;
        };
        /** ReportIn */
        ReportIn: {
            /** Name */
            name: string;
            /** Text */
            text: string;
        };
        /** Resolution */
        Resolution: {
            conflict: components["schemas"]["IdentityConflictOut"];
            /**
             * Merge Id
             * @description The merge this decision made; it can be undone.
             */
            merge_id: number | null;
        };
        /** Revealed */
        Revealed: {
            /** Value */
            value: string;
        };
        /** RevealIn */
        RevealIn: {
            /**
             * Field
             * @description phone, another kind of identifier, identifier:<id>, or event:<event id>:<property>.
             * @example phone
             */
            field: string;
            /**
             * Reason
             * @description Why; written to the audit log.
             */
            reason: string;
        };
        /** RfmOut */
        RfmOut: {
            /**
             * As Of
             * @description When the thresholds were taken.
             */
            as_of: string | null;
            /** Cells */
            cells: components["schemas"]["CellOut"][];
            /**
             * Counting
             * @description People are being scored with new thresholds.
             */
            counting: boolean;
            /** Grades */
            grades: components["schemas"]["GradeOut"][];
            /** People */
            people: number;
            /** Revenue */
            revenue: number;
            /**
             * Scores
             * @description Of the thresholds that hold.
             */
            scores: number;
            settings: components["schemas"]["RfmSettingsOut"];
            /** @description Null: none were taken yet. */
            thresholds: components["schemas"]["RfmThresholds"] | null;
            /**
             * Window Days
             * @description Of the thresholds that hold.
             */
            window_days: number;
        };
        /** RfmSettingsIn */
        RfmSettingsIn: {
            /**
             * Fixed F
             * @description Orders.
             */
            fixed_f: number[];
            /**
             * Fixed M
             * @description 分
             */
            fixed_m: number[];
            /**
             * Fixed R
             * @description Days; one fewer than there are scores.
             */
            fixed_r: number[];
            /**
             * Method
             * @description quantiles: equally many buyers get each score; fixed: the thresholds given here.
             * @enum {string}
             */
            method: "quantiles" | "fixed";
            /**
             * Scores
             * @description Scores of each dimension.
             */
            scores: number;
            /**
             * Version
             * @description The version that was edited: another one is refused with 409.
             */
            version?: number | null;
            /**
             * Window Days
             * @description Orders of so many days count.
             */
            window_days: number;
        };
        /** RfmSettingsOut */
        RfmSettingsOut: {
            /** Changed At */
            changed_at: string | null;
            /** Changed By */
            changed_by: string;
            /**
             * Fixed F
             * @description Orders.
             */
            fixed_f: number[];
            /**
             * Fixed M
             * @description 分
             */
            fixed_m: number[];
            /**
             * Fixed R
             * @description Days; one fewer than there are scores.
             */
            fixed_r: number[];
            /**
             * Method
             * @description quantiles: equally many buyers get each score; fixed: the thresholds given here.
             * @enum {string}
             */
            method: "quantiles" | "fixed";
            /**
             * Scores
             * @description Scores of each dimension.
             */
            scores: number;
            /** Version */
            version: number;
            /**
             * Window Days
             * @description Orders of so many days count.
             */
            window_days: number;
        };
        /**
         * RfmThresholds
         * @description Where scores part; ascending, one fewer than there are scores.
         */
        RfmThresholds: {
            /**
             * F
             * @description Orders: at least the first is score 2.
             */
            f: number[];
            /**
             * M
             * @description Revenue in 分: at least the first is score 2.
             */
            m: number[];
            /**
             * R
             * @description Days since the last order: at most the first is the best score.
             */
            r: number[];
        };
        /** RoleIn */
        RoleIn: {
            /** Name */
            name: string;
            /** Permissions */
            permissions: string[];
        };
        /** RoleOut */
        RoleOut: {
            /** Builtin */
            builtin: boolean;
            /** Id */
            id: number;
            label: components["schemas"]["Bilingual"];
            /** Name */
            name: string;
            /** Permissions */
            permissions: string[];
            /** Users */
            users: number;
        };
        /** RolePatch */
        RolePatch: {
            /** Name */
            name?: string | null;
            /** Permissions */
            permissions?: string[] | null;
        };
        /** RoleRef */
        RoleRef: {
            /** Id */
            id: number;
            label: components["schemas"]["Bilingual"];
            /** Name */
            name: string;
        };
        /** RolesOut */
        RolesOut: {
            /** Items */
            items: components["schemas"]["RoleOut"][];
        };
        /** RotateIn */
        RotateIn: {
            /**
             * Overlap Hours
             * @description How long the secret before it stays valid.
             * @default 168
             */
            overlap_hours?: number;
        };
        /**
         * Rotation
         * @description Who answers a scan.
         *
         *     `single`: one member of staff. `round_robin`: several; WeCom itself chooses one of them for each scan,
         *     as it does
         *     for every contact way of several members (type 2). `all`: every active member of the connection,
         *     followed nightly.
         * @enum {string}
         */
        Rotation: "single" | "round_robin" | "all";
        /**
         * Rule
         * @description The members of a segment wear the tag.
         */
        Rule: {
            /** Segment */
            segment: number;
        };
        /** SampleIn */
        SampleIn: {
            /**
             * Sample
             * @description A body as the other system sends it.
             */
            sample: string;
        };
        /** SampleOut */
        SampleOut: {
            /** Avatar */
            avatar: string | null;
            /** City */
            city: string | null;
            /** Id */
            id: number;
            /** Last Seen At */
            last_seen_at: string | null;
            /** Name */
            name: string | null;
        };
        /** ScopeShape */
        ScopeShape: {
            /**
             * Ids
             * @default []
             */
            ids?: number[];
            /**
             * Kind
             * @default all
             * @enum {string}
             */
            kind?: "all" | "region" | "store" | "own";
        };
        /** SecretOut */
        SecretOut: {
            /**
             * Previous Until
             * Format: date-time
             */
            previous_until: string;
            /**
             * Secret
             * @description Shown this once.
             */
            secret: string;
        };
        /** SeenIdentifierOut */
        SeenIdentifierOut: {
            /**
             * Id
             * @description Identifier, as in the customer's list of identifiers.
             */
            id: number;
            /**
             * Kind
             * @description Kind of identifier, such as wechat_unionid or phone.
             */
            kind: string;
            /** @description The kind's name. */
            label: components["schemas"]["Bilingual"];
            /**
             * Value Masked
             * @description The value with its middle left out.
             */
            value_masked: string;
        };
        /** SegmentActionOut */
        SegmentActionOut: {
            /** By */
            by: string;
            /** Changed */
            changed: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "tag" | "assign";
            /** People */
            people: number;
            /** Segment Id */
            segment_id: number;
            /** Segment Name */
            segment_name: string;
            /**
             * State
             * @enum {string}
             */
            state: "running" | "done" | "undoing" | "undone";
        };
        /** SegmentActions */
        SegmentActions: {
            /** Items */
            items: components["schemas"]["SegmentActionOut"][];
            /** Total */
            total: number;
        };
        /** SegmentEdit */
        SegmentEdit: {
            /**
             * Description
             * @default
             */
            description?: string;
            /** Name */
            name: string;
            /**
             * Note
             * @description What was changed and why, for the list of versions.
             * @default
             */
            note?: string;
            /** Tree */
            tree: {
                [key: string]: unknown;
            };
            /**
             * Version
             * @description The version that was edited.
             */
            version: number;
        };
        /** SegmentIn */
        SegmentIn: {
            /**
             * Description
             * @default
             */
            description?: string;
            /** Name */
            name: string;
            /** Tree */
            tree: {
                [key: string]: unknown;
            };
        };
        /** SegmentOut */
        SegmentOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Description */
            description: string;
            /**
             * Evaluated At
             * @description When somebody last entered or left.
             */
            evaluated_at: string | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            sentence: components["schemas"]["Label"];
            /**
             * Size
             * @description Null until it was evaluated the first time.
             */
            size: number | null;
            /**
             * Status
             * @enum {string}
             */
            status: "active" | "archived";
            /** Tree */
            tree: {
                [key: string]: unknown;
            };
            /**
             * Trend
             * @description Its size at the end of each of the last 30 days that is known.
             */
            trend: components["schemas"]["TrendPoint"][];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Updated By */
            updated_by: string;
            /**
             * Used By
             * @description In how many places it is used.
             */
            used_by: number;
            /**
             * Version
             * @description Raised with each other rule; send it back when you edit.
             */
            version: number;
        };
        /** SegmentOverlapOut */
        SegmentOverlapOut: {
            /** Regions */
            regions: components["schemas"]["OverlapRegion"][];
            /** Sets */
            sets: components["schemas"]["OverlapSet"][];
        };
        /** SegmentPage */
        SegmentPage: {
            /** Items */
            items: components["schemas"]["SegmentOut"][];
            /** Total */
            total: number;
        };
        /** SegmentWord */
        SegmentWord: {
            /** Detail */
            detail?: string | null;
            /** Id */
            id: number | string;
            /** Name */
            name: string;
            /** Size */
            size: number | null;
        };
        /** Sentence */
        Sentence: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /** SessionInfoOut */
        SessionInfoOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Current */
            current: boolean;
            /** Id */
            id: number;
            /** Ip */
            ip: string;
            /**
             * Last Used At
             * Format: date-time
             */
            last_used_at: string;
            /** User Agent */
            user_agent: string;
        };
        /** SessionOut */
        SessionOut: {
            /** Csrf Token */
            csrf_token: string;
            organization: components["schemas"]["OrganizationOut"];
            /** Permissions */
            permissions: string[];
            user: components["schemas"]["SessionUser"];
        };
        /** SessionsEnded */
        SessionsEnded: {
            /** Ended */
            ended: number;
        };
        /** SessionsOut */
        SessionsOut: {
            /**
             * Has Password
             * @description False: came by a login link and may set a first password
             */
            has_password: boolean;
            /** Items */
            items: components["schemas"]["SessionInfoOut"][];
        };
        /** SessionUser */
        SessionUser: {
            /** Id */
            id: number;
            /** Locale */
            locale: string;
            /** Login */
            login: string;
            /** Name */
            name: string;
            role: components["schemas"]["RoleRef"];
            scope: components["schemas"]["ScopeShape"];
        };
        /**
         * SettingsIn
         * @description Lists of events that are left out stay as they are.
         */
        SettingsIn: {
            /** Active Days */
            active_days: number;
            /**
             * Active Interactions
             * @description Active: so many interactions within active_days.
             */
            active_interactions: number;
            /**
             * Churned Days
             * @description Churned: without any activity for so long.
             */
            churned_days: number;
            /**
             * High Value Amount
             * @description High value: paid so much in all, in 分.
             */
            high_value_amount: number;
            /**
             * In Between
             * @description The layer of whoever is awake and no longer new, but below the threshold of active.
             * @enum {string}
             */
            in_between: "new" | "active" | "sleeping";
            /** Interactions */
            interactions?: string[] | null;
            /** Loyal Days */
            loyal_days: number;
            /**
             * Loyal Purchases
             * @description Loyal: so many paid orders within loyal_days.
             */
            loyal_purchases: number;
            /**
             * New Days
             * @description New: for so long after the first friendship, following or purchase.
             */
            new_days: number;
            /**
             * Risk Days
             * @description At risk: not asleep yet, but without any activity for so long.
             */
            risk_days: number;
            /**
             * Sleeping Days
             * @description Sleeping: without any activity for so long.
             */
            sleeping_days: number;
            /**
             * Version
             * @description The version that was edited: another one is refused with 409.
             */
            version?: number | null;
            /** Visits */
            visits?: string[] | null;
        };
        /** SettingsOut */
        SettingsOut: {
            /** Active Days */
            active_days: number;
            /**
             * Active Interactions
             * @description Active: so many interactions within active_days.
             */
            active_interactions: number;
            /** Changed At */
            changed_at: string | null;
            /** Changed By */
            changed_by: string;
            /**
             * Churned Days
             * @description Churned: without any activity for so long.
             */
            churned_days: number;
            /**
             * High Value Amount
             * @description High value: paid so much in all, in 分.
             */
            high_value_amount: number;
            /**
             * In Between
             * @description The layer of whoever is awake and no longer new, but below the threshold of active.
             * @enum {string}
             */
            in_between: "new" | "active" | "sleeping";
            /**
             * Interactions
             * @description Events that count as interactions.
             */
            interactions: string[];
            /** Loyal Days */
            loyal_days: number;
            /**
             * Loyal Purchases
             * @description Loyal: so many paid orders within loyal_days.
             */
            loyal_purchases: number;
            /**
             * New Days
             * @description New: for so long after the first friendship, following or purchase.
             */
            new_days: number;
            /**
             * Risk Days
             * @description At risk: not asleep yet, but without any activity for so long.
             */
            risk_days: number;
            /**
             * Sleeping Days
             * @description Sleeping: without any activity for so long.
             */
            sleeping_days: number;
            /** Version */
            version: number;
            /**
             * Visits
             * @description Events that show a customer awake, without counting as interactions.
             */
            visits: string[];
        };
        /** SetupIn */
        SetupIn: {
            /**
             * Locale
             * @default zh-CN
             * @enum {string}
             */
            locale?: "zh-CN" | "en-US" | "zh" | "en";
            /** Login */
            login: string;
            /** Name */
            name: string;
            /** Organization */
            organization: string;
            /** Password */
            password: string;
        };
        /** SetupStateOut */
        SetupStateOut: {
            /** Needed */
            needed: boolean;
            /** Organization */
            organization: string;
        };
        /** ShopOptions */
        ShopOptions: {
            /** Items */
            items: components["schemas"]["AccountOption"][];
        };
        /** SimilarOut */
        SimilarOut: {
            /** A */
            a: number;
            /** A Name */
            a_name: string;
            /** B */
            b: number;
            /** B Name */
            b_name: string;
            clean_up: components["schemas"]["CleanUp"];
            /** Similarity */
            similarity: number;
        };
        /** SizeHistory */
        SizeHistory: {
            /** Items */
            items: components["schemas"]["SizeOut"][];
        };
        /**
         * SizeOut
         * @description An hour in which somebody entered or left; `size` is that at its end.
         */
        SizeOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Entered */
            entered: number;
            /** Left */
            left: number;
            /** Size */
            size: number;
        };
        /** SourceOut */
        SourceOut: {
            /** People */
            people: number;
            /** Source */
            source: string;
        };
        /**
         * SpanOut
         * @description One source's gift, from beginning to end.
         */
        SpanOut: {
            /**
             * Added At
             * Format: date-time
             */
            added_at: string;
            /** By */
            by: string | null;
            /** Ended By */
            ended_by: string | null;
            /** Removed At */
            removed_at: string | null;
            /** Source */
            source: string;
            tag: components["schemas"]["TagRef"] | null;
            /** Tag Id */
            tag_id: number;
            /** Why */
            why: string | null;
        };
        /** Spans */
        Spans: {
            /**
             * Items
             * @description Newest first.
             */
            items: components["schemas"]["SpanOut"][];
        };
        /** Split */
        Split: {
            /**
             * Loser
             * @description The customer that was split off.
             */
            loser: number;
            /**
             * Winner
             * @description The customer on the side that kept the number.
             */
            winner: number;
        };
        /**
         * StaffFiguresDay
         * @description Of everybody chosen, that day; a day that WeCom has not counted yet is absent from the list.
         */
        StaffFiguresDay: {
            /** Applied */
            applied: number;
            /** Blocked By */
            blocked_by: number;
            /** Chats */
            chats: number;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Messages */
            messages: number;
            /** New Friends */
            new_friends: number;
            /** Reply Minutes */
            reply_minutes: number | null;
            /** Reply Percentage */
            reply_percentage: number | null;
        };
        /** StaffFiguresList */
        StaffFiguresList: {
            /** Days */
            days: components["schemas"]["StaffFiguresDay"][];
            /** Items */
            items: components["schemas"]["StaffFiguresOut"][];
        };
        /**
         * StaffFiguresOut
         * @description `reply_percentage` and `reply_minutes` are weighted by chats and null without any; figures of groups are those of
         *     the last day, but for `group_joined` and `group_messages`.
         */
        StaffFiguresOut: {
            /** Account */
            account: string;
            /** Applied */
            applied: number;
            /** Blocked By */
            blocked_by: number;
            /** Chats */
            chats: number;
            /** Group Joined */
            group_joined: number;
            /** Group Members */
            group_members: number | null;
            /** Group Messages */
            group_messages: number;
            /** Group Speakers */
            group_speakers: number;
            /** Groups */
            groups: number | null;
            /** Groups New */
            groups_new: number;
            /** Groups Talking */
            groups_talking: number | null;
            /** Messages */
            messages: number;
            /** Name */
            name: string | null;
            /** New Friends */
            new_friends: number;
            /** Reply Minutes */
            reply_minutes: number | null;
            /** Reply Percentage */
            reply_percentage: number | null;
            /** Staff Id */
            staff_id: number | null;
            /** Store Name */
            store_name: string | null;
            /** Userid */
            userid: string;
        };
        /** StaffOut */
        StaffOut: {
            /** Account */
            account: string;
            /** Active */
            active: boolean;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Serves
             * @description May contact customers; others cannot stand behind a live code.
             */
            serves: boolean;
            /** Store Id */
            store_id: number | null;
            /** Store Name */
            store_name: string | null;
            /** Userid */
            userid: string;
        };
        /** StaffPage */
        StaffPage: {
            /** Items */
            items: components["schemas"]["StaffOut"][];
            /** Total */
            total: number;
        };
        /** StaffRef */
        StaffRef: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** Start */
        Start: {
            /** Account */
            account: string;
        };
        /**
         * StartIn
         * @description How to read the file. Left out: the suggested mapping, and the options the import has.
         */
        StartIn: {
            /**
             * Mapping
             * @description field → column; trait.<name> for others.
             */
            mapping?: {
                [key: string]: string;
            } | null;
            /**
             * Options
             * @description Some of the options of an import.
             * @default {}
             */
            options?: {
                [key: string]: unknown;
            };
        };
        /**
         * Status
         * @description `draft` until the platform has issued it, `failed` when it refused; `archived` is final.
         * @enum {string}
         */
        Status: "draft" | "active" | "failed" | "archived";
        /**
         * StockIn
         * @description A batch of coupons: `amount` off from `minimum` on.
         */
        StockIn: {
            /** Amount */
            amount: number;
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /** Count */
            count: number;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Minimum */
            minimum: number;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Per User
             * @default 1
             */
            per_user?: number;
        };
        /** StockOut */
        StockOut: {
            /** Amount */
            amount: number;
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /** Count */
            count: number;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Minimum */
            minimum: number;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /** Per User */
            per_user: number;
            /**
             * Sent
             * @default 0
             */
            sent?: number;
            /** Status */
            status: string;
            /** Stock Id */
            stock_id: string;
            /**
             * Used
             * @default 0
             */
            used?: number;
        };
        /** StockPage */
        StockPage: {
            /** Items */
            items: components["schemas"]["StockOut"][];
            /** Total */
            total: number;
        };
        /** StoreOut */
        StoreOut: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Region */
            region: string | null;
        };
        /** StorePage */
        StorePage: {
            /** Items */
            items: components["schemas"]["StoreOut"][];
            /** Total */
            total: number;
        };
        /**
         * SubscribeMessageIn
         * @description `values` by the key of the field. A second message with the same `key` is the same message.
         */
        SubscribeMessageIn: {
            /** Key */
            key: string;
            /**
             * Page
             * @default
             */
            page?: string;
            /** Person Id */
            person_id: number;
            /** Template Id */
            template_id: string;
            /** Values */
            values: {
                [key: string]: string;
            };
        };
        /**
         * SubscribeTemplateOut
         * @description `willing`: visitors who allow at least one message of it, as far as the platform told us.
         */
        SubscribeTemplateOut: {
            /** Example */
            example: string;
            /** Fields */
            fields: components["schemas"]["TemplateFieldOut"][];
            /** Once */
            once: boolean;
            /** Template Id */
            template_id: string;
            /** Title */
            title: string;
            /** Willing */
            willing: number;
        };
        /** SubscribeTemplatePage */
        SubscribeTemplatePage: {
            /** Items */
            items: components["schemas"]["SubscribeTemplateOut"][];
        };
        /** SwitchIn */
        SwitchIn: {
            /** On */
            on: boolean;
        };
        /** SyncMark */
        SyncMark: {
            /** Account */
            account: string;
            /**
             * Error
             * @description What the platform answered, as its code.
             */
            error: string | null;
            /**
             * Kind
             * @description wecom or official_account.
             */
            kind: string;
            /** Reason */
            reason: string | null;
            /**
             * State
             * @description in_step, waiting, conflict or failed.
             */
            state: string;
        };
        /**
         * SyncStateOut
         * @description The last time everything was read. `state`: ready (queued), running, done, dead (gave up), cancelled.
         */
        SyncStateOut: {
            /** Error */
            error: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Note */
            note: string | null;
            /** Progress */
            progress: number | null;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** State */
            state: string;
        };
        /**
         * TagActionIn
         * @description Whoever does this gets the tags.
         */
        TagActionIn: {
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /**
             * Days
             * @description How long; absent: as each tag says.
             */
            days?: number | null;
            /**
             * Kind
             * @description menu, form, campaign, link, message or keyword.
             */
            kind: string;
            /**
             * Match
             * @default is
             */
            match?: string;
            /**
             * Name
             * @description Kept with each gift as what it is for.
             */
            name: string;
            /** Tags */
            tags: number[];
            /**
             * Value
             * @description The menu's key, or the id of the form, campaign, link or message; the words. Empty: any.
             * @default
             */
            value?: string;
        };
        /** TagActionOut */
        TagActionOut: {
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Days
             * @description How long; absent: as each tag says.
             */
            days?: number | null;
            /** Id */
            id: number;
            /**
             * Kind
             * @description menu, form, campaign, link, message or keyword.
             */
            kind: string;
            /**
             * Match
             * @default is
             */
            match?: string;
            /**
             * Name
             * @description Kept with each gift as what it is for.
             */
            name: string;
            /** Tags */
            tags: number[];
            /**
             * Value
             * @description The menu's key, or the id of the form, campaign, link or message; the words. Empty: any.
             * @default
             */
            value?: string;
        };
        /** TagActions */
        TagActions: {
            /** Items */
            items: components["schemas"]["TagActionOut"][];
        };
        /** TagAll */
        TagAll: {
            /**
             * Add
             * @default []
             */
            add?: number[];
            /**
             * Remove
             * @default []
             */
            remove?: number[];
        };
        /** TagChange */
        TagChange: {
            /**
             * Add
             * @default []
             */
            add?: number[];
            /**
             * Expires At
             * @description When what is given now is taken off again.
             */
            expires_at?: string | null;
            /**
             * Remove
             * @default []
             */
            remove?: number[];
            /**
             * Why
             * @description What it is given for; kept with the gift.
             */
            why?: string | null;
        };
        /** TagConflictOut */
        TagConflictOut: {
            /**
             * Code
             * @description What is the matter, or the platform's error code.
             */
            code: string;
            /**
             * Here
             * @description Its name here.
             */
            here: string | null;
            reason: components["schemas"]["Label"];
            /** Tag */
            tag: string;
            /** Tag Id */
            tag_id: number;
            /**
             * There
             * @description Its name there; null when it is not there.
             */
            there: string | null;
        };
        /** TagEditOut */
        TagEditOut: {
            /** Add */
            add: number[];
            /** By */
            by: string | null;
            /**
             * Changed
             * @description Those of them whose tags became different.
             */
            changed: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /**
             * People
             * @description Customers it went through.
             */
            people: number;
            /** Remove */
            remove: number[];
            /**
             * State
             * @description running, done, undoing or undone.
             */
            state: string;
            /** Undoable */
            undoable: boolean;
        };
        /** TagFailure */
        TagFailure: {
            /** Code */
            code: string;
            /** Id */
            id: number;
            message: components["schemas"]["Label"];
        };
        /** TagHistory */
        TagHistory: {
            /**
             * By Day
             * @description The last 30 days.
             */
            by_day: components["schemas"]["DayOut"][];
            /**
             * Items
             * @description Newest first.
             */
            items: components["schemas"]["MomentOut"][];
        };
        /** TagIn */
        TagIn: {
            /** Color */
            color?: string | null;
            /** Expires After Days */
            expires_after_days?: number | null;
            /**
             * Group
             * @description Its id; or its name, and it is made when absent.
             */
            group: number | string;
            /** Name */
            name: string;
            /** @description The segment whose members wear it. */
            rule?: components["schemas"]["Rule"] | null;
        };
        /** TagList */
        TagList: {
            /** Items */
            items: components["schemas"]["TagOut"][];
        };
        /** TagOf */
        TagOf: {
            /** Color */
            color: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** TagOfCustomer */
        TagOfCustomer: {
            /**
             * Color
             * @description Name of a colour of the design system, such as green.
             */
            color: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** TagOut */
        TagOut: {
            /**
             * Color
             * @description Name of a colour of the design system, such as green.
             */
            color: string;
            /** Group */
            group: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * People
             * @description Persons who wear it.
             */
            people: number;
            /**
             * Status
             * @description active, or archived: it cannot be given any more.
             */
            status: string;
        };
        /** TagOverlapOut */
        TagOverlapOut: {
            /** A */
            a: number;
            /** B */
            b: number;
            /** Both */
            both: number;
            /**
             * Share
             * @description Of whoever wears one of the two, 0 to 1.
             */
            share: number;
        };
        /** TagPage */
        TagPage: {
            /** Items */
            items: components["schemas"]["AccountTagOut"][];
        };
        /**
         * TagPatch
         * @description What is absent stays; `expires_after_days` and `rule` may be null: it does not expire, it follows no rule.
         */
        TagPatch: {
            /**
             * Color
             * @description Name of a colour of the design system.
             */
            color?: string | null;
            /** Expires After Days */
            expires_after_days?: number | null;
            /**
             * Group
             * @description The group it moves to.
             */
            group?: number | null;
            /** Name */
            name?: string | null;
            rule?: components["schemas"]["Rule"] | null;
        };
        /** TagRef */
        TagRef: {
            /** Color */
            color: string | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** TagsOfCustomer */
        TagsOfCustomer: {
            /** Tags */
            tags: components["schemas"]["TagOfCustomer"][];
        };
        /** TagsTurned */
        TagsTurned: {
            /**
             * Added
             * @description Tags they wear now and did not.
             */
            added: number[];
            /**
             * Id
             * @description The customer, as they are numbered now.
             */
            id: number;
            /**
             * Removed
             * @description Tags they wear no longer, those of an exclusive group included.
             */
            removed: number[];
        };
        /** TagUndoBegun */
        TagUndoBegun: {
            /** Job Id */
            job_id: number;
        };
        /** TagWord */
        TagWord: {
            /** Color */
            color: string;
            /** Detail */
            detail?: string | null;
            /** Group */
            group: string;
            /** Id */
            id: number | string;
            /** Name */
            name: string;
        };
        /**
         * TargetState
         * @enum {string}
         */
        TargetState: "waiting" | "sent" | "failed" | "blocked";
        /** TemplateFieldOut */
        TemplateFieldOut: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Rule */
            rule: string;
        };
        /** ThresholdsIn */
        ThresholdsIn: {
            /** Crowded Tags */
            crowded_tags?: number | null;
            /** Overlap People */
            overlap_people?: number | null;
            /** Overlap Share */
            overlap_share?: number | null;
            /** Similarity */
            similarity?: number | null;
            /** Stale Days */
            stale_days?: number | null;
            /** Unused Days */
            unused_days?: number | null;
        };
        /**
         * ThresholdsOut
         * @description From when on the quality page shows a tag.
         */
        ThresholdsOut: {
            /** Crowded Tags */
            crowded_tags: number;
            /** Overlap People */
            overlap_people: number;
            /** Overlap Share */
            overlap_share: number;
            /** Similarity */
            similarity: number;
            /** Stale Days */
            stale_days: number;
            /** Unused Days */
            unused_days: number;
        };
        /**
         * Timeline
         * @description Newest first. Ask again with `before` = `next_before` for older events; null when there are none.
         */
        Timeline: {
            /**
             * Counts By Event
             * @description All their events by name, whatever the filter.
             */
            counts_by_event: {
                [key: string]: number;
            };
            /** Items */
            items: components["schemas"]["TimelineEvent"][];
            /** Next Before */
            next_before: string | null;
        };
        /** TimelineEvent */
        TimelineEvent: {
            /** Account */
            account: string | null;
            /**
             * Amount
             * @description 分
             */
            amount: number | null;
            /** Channel */
            channel: string | null;
            /** Event */
            event: string;
            /**
             * Event Id
             * Format: uuid
             */
            event_id: string;
            label: components["schemas"]["Label"];
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Person Id */
            person_id: number;
            /**
             * Properties
             * @description Personal ones read ***; POST /api/customers/{id}/reveal shows one, with a reason.
             */
            properties: {
                [key: string]: unknown;
            };
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Staff Id */
            staff_id: string | null;
            /** Store Id */
            store_id: string | null;
        };
        /** Totals */
        Totals: {
            active_people: components["schemas"]["Compared"];
            gmv: components["schemas"]["Compared"];
            new_friends: components["schemas"]["Compared"];
            orders: components["schemas"]["Compared"];
        };
        /** TotalsOut */
        TotalsOut: {
            /**
             * Average
             * @description GMV for each order, in 分, rounded down.
             */
            average: number;
            /** Events */
            events: number;
            /**
             * Gmv
             * @description 分
             */
            gmv: number;
            /** Last Order At */
            last_order_at: string | null;
            /** Orders */
            orders: number;
        };
        /**
         * TraitChangeOut
         * @description Another value counts since `at`; null: none did before, or none does since.
         */
        TraitChangeOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @description The person who typed it.
             */
            by: string | null;
            label: components["schemas"]["LabelIn"];
            /** New */
            new: string | null;
            /**
             * Old
             * @description Personal values are masked.
             */
            old: string | null;
            /** Source */
            source: string;
            /** Trait */
            trait: string;
        };
        /**
         * TraitDefinitionOut
         * @description A trait of customers: how its values are checked and compared.
         */
        TraitDefinitionOut: {
            /** Built In */
            built_in: boolean;
            /**
             * Computed
             * @description What is measured; null: it is stated by sources.
             */
            computed: {
                [key: string]: unknown;
            } | null;
            /**
             * Editable
             * @description A person may state it; computed ones are not.
             */
            editable: boolean;
            /** Group */
            group: string;
            /** Key */
            key: string;
            kind: components["schemas"]["TraitKind"];
            label: components["schemas"]["LabelIn"];
            /**
             * Loose
             * @description Full-width or half-width and blanks make no difference.
             */
            loose: boolean;
            /**
             * Operators
             * @description Comparisons offered for conditions on it.
             */
            operators: string[];
            /** Options */
            options: components["schemas"]["OptionOut"][];
            /**
             * People
             * @description Who has a value.
             */
            people: number;
            /**
             * Personal
             * @description Masked in the history and in events.
             */
            personal: boolean;
            /**
             * Precedence
             * @description Sources in order; empty: the newest statement counts.
             */
            precedence: string[];
        };
        /** TraitIn */
        TraitIn: {
            computed?: components["schemas"]["ComputedIn"] | null;
            /** Key */
            key: string;
            kind: components["schemas"]["TraitKind"];
            label: components["schemas"]["LabelIn"];
            /**
             * Loose
             * @default false
             */
            loose?: boolean;
            /**
             * Options
             * @default []
             */
            options?: components["schemas"]["OptionIn"][];
            /**
             * Personal
             * @default false
             */
            personal?: boolean;
            /**
             * Precedence
             * @default []
             */
            precedence?: string[];
        };
        /**
         * TraitKind
         * @description How the values of a trait are checked, normalised and compared.
         * @enum {string}
         */
        TraitKind: "text" | "number" | "money" | "date" | "time" | "yes_no" | "one_of" | "many_of";
        /** TraitList */
        TraitList: {
            /** Items */
            items: components["schemas"]["TraitDefinitionOut"][];
        };
        /** TraitOfPreview */
        TraitOfPreview: {
            /**
             * Changes
             * @description Values other than today's.
             */
            changes: number;
            /** Key */
            key: string;
            label: components["schemas"]["Label"];
            /**
             * Unfit
             * @description Cells that do not fit the definition; their rows are refused.
             */
            unfit: number;
            /**
             * Values
             * @description Filled cells.
             */
            values: number;
        };
        /** TraitOut */
        TraitOut: {
            /**
             * Confidence
             * @description How sure the source is, 0 to 1.
             */
            confidence: number;
            /** Key */
            key: string;
            kind: components["schemas"]["TraitKind"];
            label: components["schemas"]["Label"];
            /** Source */
            source: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Value */
            value: unknown;
        };
        /** TraitPatch */
        TraitPatch: {
            computed?: components["schemas"]["ComputedIn"] | null;
            kind?: components["schemas"]["TraitKind"] | null;
            label?: components["schemas"]["LabelIn"] | null;
            /** Loose */
            loose?: boolean | null;
            /** Options */
            options?: components["schemas"]["OptionIn"][] | null;
            /** Personal */
            personal?: boolean | null;
            /** Precedence */
            precedence?: string[] | null;
        };
        /** TraitWord */
        TraitWord: {
            group: components["schemas"]["Label"];
            /** Key */
            key: string;
            /** Kind */
            kind: string;
            label: components["schemas"]["Label"];
            /** Operators */
            operators: string[];
            /** Options */
            options: components["schemas"]["Choice"][];
        };
        /**
         * TransferCandidate
         * @description `under_way`: being transferred already.
         */
        TransferCandidate: {
            /**
             * Added At
             * Format: date-time
             */
            added_at: string;
            /** External Userid */
            external_userid: string;
            /** Name */
            name: string | null;
            /** Person Id */
            person_id: number;
            /** Under Way */
            under_way: boolean;
        };
        /**
         * TransferCandidates
         * @description Friends of a member; `all` counts those a name did not narrow.
         */
        TransferCandidates: {
            /** All */
            all: number;
            /** Items */
            items: components["schemas"]["TransferCandidate"][];
            /** Total */
            total: number;
        };
        /**
         * TransferScene
         * @description `report`: what must be said about a transfer of this scene, in this order.
         */
        TransferScene: {
            /** Report */
            report: string[];
            /** Scene */
            scene: string;
        };
        /** TransferScenes */
        TransferScenes: {
            /** Items */
            items: components["schemas"]["TransferScene"][];
            /** Name From */
            name_from: number;
        };
        /**
         * TransferState
         * @description `asking`: the platform has yet to be asked; `waiting`: accepted, and the customer may still refuse; `lapsed`: nothing
         *     was heard of it for a week.
         * @enum {string}
         */
        TransferState: "asking" | "waiting" | "done" | "refused" | "full" | "failed" | "lapsed";
        /** TrendPoint */
        TrendPoint: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Size */
            size: number;
        };
        /** TrueIdentifierIn */
        TrueIdentifierIn: {
            /** Account */
            account?: string | null;
            /**
             * Evidence
             * @description Shared by those of a person that something shown connects.
             */
            evidence?: number | null;
            /** Kind */
            kind: string;
            /** Value */
            value: string;
        };
        /** TruePersonIn */
        TruePersonIn: {
            /** Ids */
            ids: components["schemas"]["TrueIdentifierIn"][];
            /** Person */
            person: string;
        };
        /** TruthIn */
        TruthIn: {
            /** People */
            people: components["schemas"]["TruePersonIn"][];
        };
        /** UndoBegun */
        UndoBegun: {
            /** Job Id */
            job_id: number;
        };
        /** UndoOut */
        UndoOut: {
            /** Job Id */
            job_id: number;
        };
        /** UsageList */
        UsageList: {
            /** Items */
            items: components["schemas"]["UsageOut"][];
        };
        /** UsageOut */
        UsageOut: {
            /** Added 30D */
            added_30d: number;
            /** Id */
            id: number;
            /** Last Given At */
            last_given_at: string | null;
            /** Name */
            name: string;
            /** People */
            people: number;
            /** Removed 30D */
            removed_30d: number;
            /**
             * Share
             * @description Of all known people, 0 to 1.
             */
            share: number;
            /** Sources */
            sources: components["schemas"]["SourceOut"][];
        };
        /** UserIn */
        UserIn: {
            /**
             * Active
             * @default true
             * @constant
             */
            active?: true;
            /**
             * Locale
             * @default zh-CN
             * @enum {string}
             */
            locale?: "zh-CN" | "en-US" | "zh" | "en";
            /** Login */
            login: string;
            /** Name */
            name: string;
            /** Password */
            password?: string | null;
            /** Role Id */
            role_id: number;
            /**
             * @default {
             *       "kind": "all",
             *       "ids": []
             *     }
             */
            scope?: components["schemas"]["ScopeShape"];
        };
        /** UserOut */
        UserOut: {
            /** Active */
            active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Last Login At */
            last_login_at: string | null;
            /** Locale */
            locale: string;
            /** Login */
            login: string;
            /** Name */
            name: string;
            role: components["schemas"]["RoleRef"];
            scope: components["schemas"]["ScopeShape"];
        };
        /** UserPatch */
        UserPatch: {
            /** Active */
            active?: boolean | null;
            /** Locale */
            locale?: ("zh-CN" | "en-US" | "zh" | "en") | null;
            /** Login */
            login?: string | null;
            /** Name */
            name?: string | null;
            /** Password */
            password?: string | null;
            /** Role Id */
            role_id?: number | null;
            scope?: components["schemas"]["ScopeShape"] | null;
        };
        /** UsersOut */
        UsersOut: {
            /** Items */
            items: components["schemas"]["UserOut"][];
            /** Total */
            total: number;
        };
        /** ValidationError */
        ValidationError: {
            /** Context */
            ctx?: Record<string, never>;
            /** Input */
            input?: unknown;
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
        };
        /** ValueOut */
        ValueOut: {
            /** Confidence */
            confidence: number;
            /** Key */
            key: string;
            kind: components["schemas"]["TraitKind"];
            label: components["schemas"]["LabelIn"];
            /** Source */
            source: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Value */
            value: unknown;
        };
        /**
         * ValuesIn
         * @description key → value; null takes back what was typed here, so that what other sources say counts again.
         */
        ValuesIn: {
            /** Values */
            values: {
                [key: string]: unknown;
            };
        };
        /** ValuesOut */
        ValuesOut: {
            /** Traits */
            traits: components["schemas"]["ValueOut"][];
        };
        /** Variable */
        Variable: {
            /** Label */
            label: {
                [key: string]: string;
            };
            /** Name */
            name: string;
        };
        /** Variables */
        Variables: {
            /** Items */
            items: components["schemas"]["Variable"][];
        };
        /** VerdictOut */
        VerdictOut: {
            /** Broken At */
            broken_at: number | null;
            /** Checked */
            checked: number;
            /** Ok */
            ok: boolean;
        };
        /** VersionOut */
        VersionOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Note */
            note: string | null;
            sentence: components["schemas"]["Label"];
            /** Tree */
            tree: {
                [key: string]: unknown;
            };
            /** Version */
            version: number;
        };
        /** Versions */
        Versions: {
            /** Items */
            items: components["schemas"]["VersionOut"][];
        };
        /** ViewChange */
        ViewChange: {
            /** Name */
            name?: string | null;
            /** Shared */
            shared?: boolean | null;
            /** State */
            state?: {
                [key: string]: unknown;
            } | null;
        };
        /** ViewIn */
        ViewIn: {
            /** Name */
            name: string;
            /** Page */
            page?: string | null;
            /**
             * Shared
             * @default false
             */
            shared?: boolean;
            /** State */
            state: {
                [key: string]: unknown;
            };
        };
        /** ViewOut */
        ViewOut: {
            /** Id */
            id: number;
            /** Mine */
            mine: boolean;
            /** Name */
            name: string;
            /** Page */
            page: string;
            /** Shared */
            shared: boolean;
            /** State */
            state: {
                [key: string]: unknown;
            };
        };
        /** ViewsOut */
        ViewsOut: {
            /** Items */
            items: components["schemas"]["ViewOut"][];
        };
        /** VisitorIn */
        VisitorIn: {
            /**
             * Anonymous Id
             * @default
             */
            anonymous_id?: string;
            /** Code */
            code: string;
        };
        /**
         * VisitorLoginIn
         * @description `code` of wx.login; `anonymous_id` of the tracker, so that what was seen before belongs to the visitor.
         */
        VisitorLoginIn: {
            /**
             * Anonymous Id
             * @default
             */
            anonymous_id?: string;
            /** Code */
            code: string;
        };
        /** VisitorLoginOut */
        VisitorLoginOut: {
            /** Session */
            session: string;
        };
        /** VisitorOut */
        VisitorOut: {
            /** Avatar */
            avatar: string;
            /** Nickname */
            nickname: string;
            /** Openid */
            openid: string;
            /** Person Id */
            person_id: number;
            /** Unionid */
            unionid: string | null;
        };
        /** Vocabulary */
        Vocabulary: {
            /** Accounts */
            accounts: components["schemas"]["Named"][];
            /** Channels */
            channels: components["schemas"]["Choice"][];
            /** Events */
            events: components["schemas"]["EventWord"][];
            /** Groups */
            groups: components["schemas"]["Named"][];
            /** Identifiers */
            identifiers: components["schemas"]["Choice"][];
            /** Lifecycle */
            lifecycle: components["schemas"]["Choice"][];
            /** List Identifiers */
            list_identifiers: components["schemas"]["Choice"][];
            /** Lists */
            lists: components["schemas"]["Named"][];
            /** Rfm */
            rfm: components["schemas"]["Choice"][];
            /** Segments */
            segments: components["schemas"]["SegmentWord"][];
            /** Staff */
            staff: components["schemas"]["Named"][];
            /** Stores */
            stores: components["schemas"]["Named"][];
            /** Tags */
            tags: components["schemas"]["TagWord"][];
            /** Traits */
            traits: components["schemas"]["TraitWord"][];
        };
        /** WebhookChange */
        WebhookChange: {
            /** Active */
            active?: boolean | null;
            /** Fields */
            fields?: {
                [key: string]: string;
            } | null;
            /** Items */
            items?: string | null;
            /** Name */
            name?: string | null;
            /** Options */
            options?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * WebhookIn
         * @description A webhook to make. `fields` is field → path in an item; `goods[].title` for each line, `=paid` a fixed value.
         */
        WebhookIn: {
            /** Fields */
            fields: {
                [key: string]: string;
            };
            /**
             * Items
             * @description Path of the list of items; empty: the body itself.
             * @default
             */
            items?: string;
            /**
             * Kind
             * @description orders, customers or events.
             */
            kind: string;
            /** Name */
            name: string;
            /**
             * Options
             * @description source (needed), zone, amount_unit, channel, tags, statuses.
             * @default {}
             */
            options?: {
                [key: string]: unknown;
            };
        };
        /** WebhookList */
        WebhookList: {
            /** Items */
            items: components["schemas"]["WebhookOut"][];
        };
        /** WebhookMade */
        WebhookMade: {
            /**
             * Secret
             * @description Shown this once.
             */
            secret: string;
            webhook: components["schemas"]["WebhookOut"];
        };
        /** WebhookOut */
        WebhookOut: {
            /** Active */
            active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Fields */
            fields: {
                [key: string]: string;
            };
            /** Id */
            id: number;
            /** Items */
            items: string;
            /** Kind */
            kind: string;
            /** Last Delivery At */
            last_delivery_at: string | null;
            /** Last Refusal */
            last_refusal: {
                [key: string]: unknown;
            } | null;
            /**
             * Last Refused At
             * @description When a request with a wrong signature or an old timestamp last came.
             */
            last_refused_at: string | null;
            /** Name */
            name: string;
            /** Options */
            options: {
                [key: string]: unknown;
            };
            /**
             * Previous Until
             * @description Until when the secret before the current one is valid.
             */
            previous_until: string | null;
            /** Url */
            url: string;
        };
        /** WebhookPreview */
        WebhookPreview: {
            /** Items */
            items: components["schemas"]["WebhookPreviewItem"][];
            /** Total */
            total: number;
        };
        /** WebhookPreviewIn */
        WebhookPreviewIn: {
            /** Fields */
            fields: {
                [key: string]: string;
            };
            /**
             * Items
             * @default
             */
            items?: string;
            /** Kind */
            kind: string;
            /**
             * Options
             * @default {}
             */
            options?: {
                [key: string]: unknown;
            };
            /**
             * Sample
             * @description A body as the other system sends it.
             */
            sample: string;
        };
        /** WebhookPreviewItem */
        WebhookPreviewItem: {
            /** Item */
            item: number;
            /** Problems */
            problems: components["schemas"]["ItemProblemOut"][];
            /**
             * Record
             * @description What it would become; null when it would be refused.
             */
            record: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * WecomMassAudienceOut
         * @description How many members, people and groups were chosen; a segment by itself.
         */
        WecomMassAudienceOut: {
            /** Groups */
            groups: number;
            /** People */
            people: number;
            segment: components["schemas"]["MassSegment"] | null;
            /** Staff */
            staff: number;
        };
        /**
         * WecomMassIn
         * @description `key` makes it once: sending the same key again answers the one there is. `attachments`: each a `kind` (image, video,
         *     file with `asset_id`; link with title, url, desc, picurl; miniprogram with title, appid, page, asset_id of its
         *     picture), or as WeCom takes them. `send_at`: staff get the task then; left out: now.
         */
        WecomMassIn: {
            /**
             * Allow Select
             * @description Members may choose among the recipients.
             * @default false
             */
            allow_select?: boolean;
            /**
             * Attachments
             * @default []
             */
            attachments?: {
                [key: string]: unknown;
            }[];
            audience: components["schemas"]["MassAudienceIn"];
            /**
             * Connection Id
             * @description May be left out where there is only one connection.
             */
            connection_id?: number | null;
            /**
             * Key
             * @default
             */
            key?: string;
            /**
             * Name
             * @default
             */
            name?: string;
            /** Send At */
            send_at?: string | null;
            /**
             * Text
             * @default
             */
            text?: string;
        };
        /**
         * WecomMassOut
         * @description `state` waiting: `staff` members have the task and all but `tapped` have yet to confirm it.
         */
        WecomMassOut: {
            /** Allow Select */
            allow_select: boolean;
            /** Attachments */
            attachments: {
                [key: string]: unknown;
            }[];
            audience: components["schemas"]["WecomMassAudienceOut"];
            /** Chat Type */
            chat_type: string;
            /** Connection Id */
            connection_id: number;
            counts: components["schemas"]["MassCounts"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Read At
             * @description When WeCom was last asked for results.
             */
            read_at: string | null;
            /** Reminded At */
            reminded_at: string | null;
            /** Send At */
            send_at: string | null;
            /** Staff */
            staff: number;
            state: components["schemas"]["MassState"];
            /** Tapped */
            tapped: number;
            /** Text */
            text: string;
        };
        /** WecomMassPage */
        WecomMassPage: {
            /** Items */
            items: components["schemas"]["WecomMassOut"][];
            /** Total */
            total: number;
        };
        /**
         * WecomMomentOut
         * @description `published` of `members` have confirmed; likes and comments are those of customers.
         */
        WecomMomentOut: {
            /** Attachments */
            attachments: {
                [key: string]: unknown;
            }[];
            /** Comments */
            comments: number;
            /** Connection Id */
            connection_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /** Likes */
            likes: number;
            /** Members */
            members: number;
            /** Published */
            published: number;
            /** Read At */
            read_at: string | null;
            state: components["schemas"]["MomentState"];
            /** Text */
            text: string;
        };
        /** WelcomePreviewIn */
        WelcomePreviewIn: {
            /**
             * Channel
             * @default 门店海报
             */
            channel?: string;
            /**
             * Customer Name
             * @default 王芳
             */
            customer_name?: string;
            /**
             * Staff Name
             * @default 小张
             */
            staff_name?: string;
            /**
             * Store Name
             * @default 旗舰店
             */
            store_name?: string;
            /** Welcome Text */
            welcome_text: string;
        };
        /** WelcomePreviewOut */
        WelcomePreviewOut: {
            /** Bytes */
            bytes: number;
            /** Text */
            text: string;
            /** Variables */
            variables: string[];
        };
        /**
         * WelcomeStatus
         * @description `draft`: the platform has yet to make it; `failed`: it refused, saving tries again.
         * @enum {string}
         */
        WelcomeStatus: "draft" | "active" | "failed" | "deleted";
        /**
         * Who
         * @description Who may give and take the tags of a group by hand.
         */
        Who: {
            /**
             * Everybody
             * @default true
             */
            everybody?: boolean;
            /**
             * Roles
             * @default []
             */
            roles?: number[];
        };
        /**
         * WordRuleIn
         * @description For whom: members of the staff, or departments by their number at WeCom; at least one.
         */
        WordRuleIn: {
            /**
             * Blocks
             * @description Not sent at all; else the member is only warned.
             * @default true
             */
            blocks?: boolean;
            /** Connection Id */
            connection_id?: number | null;
            /**
             * Departments
             * @default []
             */
            departments?: number[];
            /**
             * Kinds
             * @description Also what looks like a mobile number, mail address or red packet.
             * @default []
             */
            kinds?: ("mobile" | "email" | "red_packet")[];
            /** Name */
            name: string;
            /**
             * Staff Ids
             * @default []
             */
            staff_ids?: number[];
            /** Words */
            words: string[];
        };
        /** WordRuleList */
        WordRuleList: {
            /** Items */
            items: components["schemas"]["WordRuleRef"][];
        };
        /**
         * WordRuleOut
         * @description `userids` who are no staff of ours (any more) are shown by their id at WeCom only.
         */
        WordRuleOut: {
            /** Blocks */
            blocks: boolean;
            /** Departments */
            departments: number[];
            /** Id */
            id: string;
            /** Kinds */
            kinds: ("mobile" | "email" | "red_packet")[];
            /** Name */
            name: string;
            /** Staff Ids */
            staff_ids: number[];
            /** Userids */
            userids: string[];
            /** Words */
            words: string[];
        };
        /** WordRuleRef */
        WordRuleRef: {
            /** Created At */
            created_at: string | null;
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /** Words */
        Words: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_audit_api_audit_get: {
        parameters: {
            query?: {
                action?: string | null;
                actor?: string | null;
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    verify_audit_api_audit_verify_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictOut"];
                };
            };
        };
    };
    list_lives_api_channels__connection_id__lives_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LivePage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_shops_api_channels_shops_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopOptions"];
                };
            };
        };
    };
    list_conflicts_api_conflicts_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Only those of this customer. */
                person?: number | null;
                sort?: string | null;
                /** @description Default open. */
                state?: components["schemas"]["ConflictState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConflictPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    resolve_conflict_api_conflicts__conflict_id__resolve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conflict_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_connections_api_connections_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionPage"];
                };
            };
        };
    };
    add_connection_api_connections_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionMade"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_connection_api_connections__connection_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_connection_api_connections__connection_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_connection_api_connections__connection_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_callbacks_api_connections__connection_id__callbacks_get: {
        parameters: {
            query?: {
                before?: number | null;
                limit?: number;
                outcome?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptCallbackPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    replay_callbacks_api_connections__connection_id__callbacks_replay_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_calls_api_connections__connection_id__calls_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallsPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    check_connection_api_connections__connection_id__check_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Examination"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    compare_connection_api_connections__connection_id__reconcile_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadingBegun"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    switch_connection_api_connections__connection_id__switch_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    last_sync_api_connections__connection_id__sync_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncStateOut"] | null;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    sync_connection_api_connections__connection_id__sync_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadingBegun"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_kinds_api_connections_kinds_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KindPage"];
                };
            };
        };
    };
    list_customers_api_customers_get: {
        parameters: {
            query?: {
                channel?: string | null;
                first_seen_from?: string | null;
                first_seen_to?: string | null;
                gmv_max?: number | null;
                gmv_min?: number | null;
                last_seen_from?: string | null;
                last_seen_to?: string | null;
                limit?: number;
                live_code?: string | null;
                offset?: number;
                orders_max?: number | null;
                orders_min?: number | null;
                q?: string | null;
                segment?: number | null;
                sort?: string | null;
                staff?: string | null;
                stage?: string | null;
                store?: string | null;
                tag?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    erase_api_customers__id__erase_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    export_personal_data_api_customers__id__export_personal_data_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonExportOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_customer_api_customers__person_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    groups_of_customer_api_customers__person_id__groups_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerGroups"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_customer_orders_api_customers__person_id__orders_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path: {
                person_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Orders"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    reveal_api_customers__person_id__reveal_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevealIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revealed"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_tags_api_customers__person_id__tags_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagsOfCustomer"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    history_of_person_api_customers__person_id__tags_history_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Spans"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_timeline_api_customers__person_id__timeline_get: {
        parameters: {
            query?: {
                /** @description Only events before this time. */
                before?: string | null;
                /** @description Event names, separated by commas. */
                events?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                person_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    write_traits_api_customers__person_id__traits_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ValuesIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValuesOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    trait_history_api_customers__person_id__traits_history_get: {
        parameters: {
            query?: {
                limit?: number;
                trait?: string | null;
            };
            header?: never;
            path: {
                person_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeList"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_tags_of_many_api_customers_tags_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkTags"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkTagsDone"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_catalog_api_events_catalog_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogOut"];
                };
            };
        };
    };
    read_recent_api_events_recent_get: {
        parameters: {
            query?: {
                event?: string | null;
                limit?: number;
                person?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveEvents"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_rejected_api_events_rejected_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RejectedEvents"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    stream_api_events_stream_get: {
        parameters: {
            query?: {
                event?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_groups_api_groups_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                q?: string;
                sort?: string | null;
                staff?: number | null;
                state?: components["schemas"]["GroupState"] | null;
                store?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatGroupPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_group_api_groups__group_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatGroup"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    days_of_group_api_groups__group_id__days_get: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatGroupDays"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_members_api_groups__group_id__members_get: {
        parameters: {
            query?: {
                kind?: components["schemas"]["MemberKind"] | null;
                limit?: number;
                offset?: number;
                show?: "inside" | "left" | "all";
                sort?: string | null;
            };
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatGroupMembers"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_state_api_identity_quality_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityState"];
                };
            };
        };
    };
    measure_quality_api_identity_quality_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TruthIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityQualityOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_imports_api_imports_get: {
        parameters: {
            query?: {
                kind?: string | null;
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    upload_api_imports_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_upload_api_imports_post"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_import_api_imports__import_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_api_imports__import_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    download_errors_api_imports__import_id__errors_csv_get: {
        parameters: {
            query?: {
                lang?: "zh" | "en";
            };
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    pause_api_imports__import_id__pause_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    preview_api_imports__import_id__preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreviewOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    resume_api_imports__import_id__resume_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    start_api_imports__import_id__start_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    undo_api_imports__import_id__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_jobs_api_jobs_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
                state?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Jobs"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_job_api_jobs__job_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackgroundJobOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_job_api_jobs__job_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    retry_job_api_jobs__job_id__retry_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_keys_api_keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeysOut"];
                };
            };
        };
    };
    create_key_api_keys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    revoke_key_api_keys__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_lifecycle_api_lifecycle_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LifecycleOut"];
                };
            };
        };
    };
    read_flow_api_lifecycle_flow_get: {
        parameters: {
            query: {
                /** @description The layer at the beginning of this day. */
                from: string;
                /** @description The layer at the end of this day; today: now. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_flow_people_api_lifecycle_flow_people_get: {
        parameters: {
            query: {
                /** @description The layer at the beginning of this day. */
                from: string;
                limit?: number;
                offset?: number;
                /** @description Their layer on the first day, or unknown. */
                origin: string;
                sort?: string | null;
                /** @description Their layer on the last day. */
                target: string;
                /** @description The layer at the end of this day; today: now. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_people_api_lifecycle_people_get: {
        parameters: {
            query?: {
                /** @description high_value or churn_risk */
                flag?: string | null;
                layer?: string | null;
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_settings_api_lifecycle_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOut"];
                };
            };
        };
    };
    change_settings_api_lifecycle_settings_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_codes_api_live_codes_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                q?: string;
                sort?: string | null;
                status?: components["schemas"]["Status"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveCodePage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_code_api_live_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiveCodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveCodeOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_code_api_live_codes__code_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveCodeOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_code_api_live_codes__code_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiveCodeChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveCodeOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    archive_code_api_live_codes__code_id__archive_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveCodeOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    days_of_code_api_live_codes__code_id__days_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveCodeDays"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    qr_api_live_codes__code_id__qr_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_connections_api_live_codes_connections_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionOptions"];
                };
            };
        };
    };
    preview_api_live_codes_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WelcomePreviewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WelcomePreviewOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_variables_api_live_codes_variables_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Variables"];
                };
            };
        };
    };
    merge_persons_api_merges_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonMergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonMergeOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    undo_merge_api_merges__merge_id__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merge_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Split"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_links_api_mini_program__connection_id__links_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MiniProgramLinkPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    make_link_api_mini_program__connection_id__links_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MiniProgramLinkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MiniProgramLinkOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_image_api_mini_program__connection_id__links__link_id__image_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                link_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    send_message_api_mini_program__connection_id__messages_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscribeMessageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    statistics_api_mini_program__connection_id__statistics_get: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_templates_api_mini_program__connection_id__templates_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscribeTemplatePage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_programs_api_mini_program_programs_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MiniProgramOptions"];
                };
            };
        };
    };
    list_codes_api_official_account__connection_id__codes_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodePage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    make_code_api_official_account__connection_id__codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    qr_api_official_account__connection_id__codes__code_id__qr_svg_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code_id: number;
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    add_conditional_menu_api_official_account__connection_id__conditional_menus_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConditionalMenuIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeMenuOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_conditional_menu_api_official_account__connection_id__conditional_menus__menuid__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                menuid: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_days_api_official_account__connection_id__days_get: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDayList"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_days_api_official_account__connection_id__days_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_drafts_api_official_account__connection_id__drafts_get: {
        parameters: {
            query?: {
                offset?: number;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    add_draft_api_official_account__connection_id__drafts_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_draft_api_official_account__connection_id__drafts__media_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                media_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftArticlesOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_draft_api_official_account__connection_id__drafts__media_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                media_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_draft_api_official_account__connection_id__drafts__media_id__articles__index__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                index: number;
                media_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    publish_api_official_account__connection_id__drafts__media_id__publish_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                media_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicationOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    figures_api_official_account__connection_id__figures_get: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiguresOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    count_followers_api_official_account__connection_id__followers_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowersOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    upload_image_api_official_account__connection_id__images_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_upload_image_api_official_account__connection_id__images_post"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    login_address_api_official_account__connection_id__login_address_get: {
        parameters: {
            query: {
                ask?: boolean;
                redirect_uri: string;
                state?: string;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowerLoginOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_masses_api_official_account__connection_id__mass_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountMassPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    send_mass_api_official_account__connection_id__mass_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountMassIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountMassOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    preview_mass_api_official_account__connection_id__mass_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountPreviewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_menu_api_official_account__connection_id__menu_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MenuOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    set_menu_api_official_account__connection_id__menu_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MenuIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_menus_api_official_account__connection_id__menu_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    send_messages_api_official_account__connection_id__messages_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FollowerMessageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostedOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_publications_api_official_account__connection_id__publications_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicationPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_tags_api_official_account__connection_id__tags_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    mirror_tag_api_official_account__connection_id__tags_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountTagIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountTagOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_tag_api_official_account__connection_id__tags__external_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                external_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_templates_api_official_account__connection_id__templates_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountTemplatePage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    visitor_api_official_account__connection_id__visitors_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitorIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_accounts_api_official_accounts_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficialAccountList"];
                };
            };
        };
    };
    list_orders_api_orders_get: {
        parameters: {
            query?: {
                /** @description 分 */
                amount_max?: number | null;
                /** @description 分 */
                amount_min?: number | null;
                at_from?: string | null;
                at_to?: string | null;
                channel?: string | null;
                limit?: number;
                offset?: number;
                /** @description Beginning of an order number. */
                q?: string | null;
                sort?: string | null;
                source?: string | null;
                status?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Orders"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_overview_api_overview_get: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_coupons_api_pay__connection_id__coupons_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Beginning of a number. */
                q?: string | null;
                sort?: string | null;
                /** @description One or several, by comma. */
                state?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    send_coupon_api_pay__connection_id__coupons_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CouponIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_orders_api_pay__connection_id__orders_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Beginning of a number. */
                q?: string | null;
                sort?: string | null;
                /** @description One or several, by comma. */
                state?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    prepare_order_api_pay__connection_id__orders_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    check_order_api_pay__connection_id__orders__number__check_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayOrderOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    close_order_api_pay__connection_id__orders__number__close_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayOrderOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_refunds_api_pay__connection_id__refunds_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Beginning of a number. */
                q?: string | null;
                sort?: string | null;
                /** @description One or several, by comma. */
                state?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    refund_api_pay__connection_id__refunds_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_stocks_api_pay__connection_id__stocks_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Beginning of a number. */
                q?: string | null;
                sort?: string | null;
                /** @description One or several, by comma. */
                state?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    make_stock_api_pay__connection_id__stocks_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    move_stock_api_pay__connection_id__stocks__number___move__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                move: "start" | "pause" | "restart";
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_transfers_api_pay__connection_id__transfers_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Beginning of a number. */
                q?: string | null;
                sort?: string | null;
                /** @description One or several, by comma. */
                state?: string | null;
            };
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayTransferPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    transfer_api_pay__connection_id__transfers_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayTransferIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayTransferOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_transfer_api_pay__connection_id__transfers__number__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayTransferOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_merchants_api_pay_merchants_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchants"];
                };
            };
        };
    };
    list_scenes_api_pay_scenes_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferScenes"];
                };
            };
        };
    };
    get_permissions_api_permissions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionsOut"];
                };
            };
        };
    };
    read_rfm_api_rfm_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RfmOut"];
                };
            };
        };
    };
    list_people_api_rfm_people_get: {
        parameters: {
            query: {
                /** @description 333,332 or 3**; several separated by commas. */
                cells: string;
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuyersOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    refresh_api_rfm_refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    read_settings_api_rfm_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RfmSettingsOut"];
                };
            };
        };
    };
    change_settings_api_rfm_settings_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RfmSettingsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RfmSettingsOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_roles_api_roles_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolesOut"];
                };
            };
        };
    };
    create_role_api_roles_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_role_api_roles__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_role_api_roles__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    search_api_search_get: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hits"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_segments_api_segments_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                q?: string | null;
                sort?: string | null;
                status?: ("active" | "archived") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_segment_api_segments_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SegmentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_segment_api_segments__segment_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    edit_segment_api_segments__segment_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SegmentEdit"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_segment_api_segments__segment_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    archive_segment_api_segments__segment_id__archive_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    assign_all_api_segments__segment_id__assign_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignAll"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionBegun"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_changes_api_segments__segment_id__changes_get: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    begin_export_api_segments__segment_id__export_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionBegun"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_history_api_segments__segment_id__history_get: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SizeHistory"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_membership_api_segments__segment_id__members__person_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: number;
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_moved_api_segments__segment_id__moved_get: {
        parameters: {
            query: {
                /** @description Who entered; false: who left. */
                entered: boolean;
                from?: string | null;
                limit?: number;
                offset?: number;
                sort?: string | null;
                to?: string | null;
            };
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_people_api_segments__segment_id__people_get: {
        parameters: {
            query?: {
                at?: string | null;
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    restore_segment_api_segments__segment_id__restore_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    tag_all_api_segments__segment_id__tag_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagAll"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionBegun"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_places_api_segments__segment_id__used_by_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Places"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_versions_api_segments__segment_id__versions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Versions"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    restore_version_api_segments__segment_id__versions__version__restore_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment_id: number;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_actions_api_segments_actions_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentActions"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    undo_action_api_segments_actions__action_id__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                action_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoBegun"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_exports_api_segments_exports_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exports"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    begin_export_of_chosen_api_segments_exports_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportChosenIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionBegun"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    download_export_api_segments_exports__export_id__file_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_library_api_segments_library_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Library"];
                };
            };
        };
    };
    take_from_library_api_segments_library__key__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_lists_api_segments_lists_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    upload_list_api_segments_lists_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_upload_list_api_segments_lists_post"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListBegun"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_list_api_segments_lists__list_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                list_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_list_api_segments_lists__list_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                list_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    download_unmatched_api_segments_lists__list_id__unmatched_csv_get: {
        parameters: {
            query?: {
                lang?: string;
            };
            header?: never;
            path: {
                list_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    overlap_api_segments_overlap_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverlapIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOverlapOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    preview_api_segments_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_vocabulary_api_segments_vocabulary_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vocabulary"];
                };
            };
        };
    };
    get_session_api_session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
        };
    };
    log_in_api_session_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    log_out_api_session_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    log_in_by_link_api_session_link_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginLinkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_own_password_api_session_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_logins_api_session_wecom_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginChoices"];
                };
            };
        };
    };
    finish_login_api_session_wecom_callback_get: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    start_login_api_session_wecom_start_get: {
        parameters: {
            query?: {
                connection_id?: number | null;
                next?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_sessions_api_sessions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsOut"];
                };
            };
        };
    };
    revoke_other_sessions_api_sessions_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsEnded"];
                };
            };
        };
    };
    revoke_session_api_sessions__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_setup_api_setup_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupStateOut"];
                };
            };
        };
    };
    post_setup_api_setup_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_staff_api_staff_get: {
        parameters: {
            query?: {
                account?: string | null;
                active?: boolean | null;
                limit?: number;
                offset?: number;
                q?: string;
                serves?: boolean | null;
                store_id?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_status_api_status_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformStatus"];
                };
            };
        };
    };
    list_stores_api_stores_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorePage"];
                };
            };
        };
    };
    list_groups_api_tag_groups_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Groups"];
                };
            };
        };
    };
    create_group_api_tag_groups_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_group_api_tag_groups__group_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_group_api_tag_groups__group_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_tags_api_tags_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagList"];
                };
            };
        };
    };
    create_tag_api_tags_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_tag_api_tags__tag_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_tag_api_tags__tag_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedTagOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    archive_tag_api_tags__tag_id__archive_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedTagOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    history_of_tag_api_tags__tag_id__history_get: {
        parameters: {
            query?: {
                /** @description Only older than the moment with this id. */
                before?: number | null;
                limit?: number;
            };
            header?: never;
            path: {
                tag_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagHistory"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    merge_tags_api_tags__tag_id__merge_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedTagOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    restore_tag_api_tags__tag_id__restore_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedTagOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    start_api_tags__tag_id__sync_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Start"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    stop_api_tags__tag_id__sync__account__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
                tag_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_actions_api_tags_actions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagActions"];
                };
            };
        };
    };
    create_action_api_tags_actions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagActionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagActionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_action_api_tags_actions__action_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                action_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagActionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagActionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_action_api_tags_actions__action_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                action_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    archive_many_api_tags_archive_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ids"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_edit_api_tags_edits__edit_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edit_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagEditOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    undo_edit_api_tags_edits__edit_id__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edit_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagUndoBegun"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    overlap_api_tags_overlap_get: {
        parameters: {
            query: {
                /** @description Tag ids, separated by commas. */
                tags: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overlaps"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    quality_api_tags_quality_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityOut"];
                };
            };
        };
    };
    settings_api_tags_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThresholdsOut"];
                };
            };
        };
    };
    change_settings_api_tags_settings_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThresholdsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThresholdsOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_accounts_api_tags_sync_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accounts"];
                };
            };
        };
    };
    sync_now_api_tags_sync__account__now_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    usage_api_tags_usage_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageList"];
                };
            };
        };
    };
    list_traits_api_traits_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraitList"];
                };
            };
        };
    };
    create_trait_api_traits_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TraitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraitDefinitionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_trait_api_traits__key__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_trait_api_traits__key__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TraitPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraitDefinitionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    compute_trait_api_traits__key__compute_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_many_api_traits_bulk_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_edits_api_traits_edits_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditList"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_edit_api_traits_edits__edit_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edit_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    undo_edit_api_traits_edits__edit_id__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edit_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_users_api_users_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsersOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_user_api_users_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_user_api_users__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_login_link_api_users__id__login_link_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginLinkOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_views_api_views_get: {
        parameters: {
            query: {
                page: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewsOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    save_view_api_views_post: {
        parameters: {
            query?: {
                page?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_view_by_query_api_views_delete: {
        parameters: {
            query: {
                id: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_view_api_views__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_view_api_views__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_webhooks_api_webhooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
        };
    };
    create_api_webhooks_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMade"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_webhook_api_webhooks__webhook_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_api_webhooks__webhook_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_api_webhooks__webhook_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    deliveries_api_webhooks__webhook_id__deliveries_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    end_previous_api_webhooks__webhook_id__end_previous_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rotate_api_webhooks__webhook_id__rotate_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    test_webhook_api_webhooks__webhook_id__test_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SampleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPreview"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    kinds_api_webhooks_kinds_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookKinds"];
                };
            };
        };
    };
    preview_api_webhooks_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPreviewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPreview"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_links_api_wecom_acquisition_links_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcquisitionLinkPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_link_api_wecom_acquisition_links_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcquisitionLinkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcquisitionLinkOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_link_api_wecom_acquisition_links__link_number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link_number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcquisitionLinkOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_link_api_wecom_acquisition_links__link_number__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link_number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcquisitionLinkOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_link_api_wecom_acquisition_links__link_number__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link_number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcquisitionLinkOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_link_customers_api_wecom_acquisition_links__link_number__customers_get: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                link_number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkCustomerPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_quota_api_wecom_acquisition_links_quota_get: {
        parameters: {
            query?: {
                connection_id?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkQuotaOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_place_api_wecom_archive__connection_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchivePlace"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    take_messages_api_wecom_archive__connection_id__messages_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArchiveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchiveTaken"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_corps_api_wecom_corps_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorpOptions"];
                };
            };
        };
    };
    list_departments_api_wecom_departments_get: {
        parameters: {
            query?: {
                connection_id?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentList"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    group_figures_api_wecom_group_figures_get: {
        parameters: {
            query: {
                from: string;
                staff?: number | null;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupFiguresList"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    transfer_groups_api_wecom_group_transfers_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupTransferIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupTransferOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_group_welcomes_api_wecom_group_welcomes_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupWelcomePage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_group_welcome_api_wecom_group_welcomes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupWelcomeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupWelcomeOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_group_welcome_api_wecom_group_welcomes__number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupWelcomeOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_group_welcome_api_wecom_group_welcomes__number__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupWelcomeOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_group_welcome_api_wecom_group_welcomes__number__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupWelcomeChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupWelcomeOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_join_ways_api_wecom_join_ways_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinWayPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_join_way_api_wecom_join_ways_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinWayIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinWayOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_join_way_api_wecom_join_ways__way_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                way_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinWayOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_join_way_api_wecom_join_ways__way_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                way_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinWayOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_join_way_api_wecom_join_ways__way_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                way_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinWayChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinWayOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    qr_of_join_way_api_wecom_join_ways__way_id__qr_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                way_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    sign_page_api_wecom_jssdk_get: {
        parameters: {
            query: {
                connection_id?: number | null;
                kind?: "corp" | "app";
                url: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSignatureOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_accounts_api_wecom_kf_accounts_get: {
        parameters: {
            query?: {
                connection_id?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KfAccounts"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_servicers_api_wecom_kf_accounts__open_kfid__servicers_get: {
        parameters: {
            query?: {
                connection_id?: number | null;
            };
            header?: never;
            path: {
                open_kfid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KfServicers"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    refresh_accounts_api_wecom_kf_accounts_refresh_post: {
        parameters: {
            query?: {
                connection_id?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KfAccounts"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_conversations_api_wecom_kf_conversations_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                open_kfid?: string | null;
                sort?: string | null;
                state?: ("unhandled" | "robot" | "queued" | "human" | "ended") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KfConversations"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    show_conversation_api_wecom_kf_conversations__session_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KfConversationOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_messages_api_wecom_kf_conversations__session_id__messages_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KfLines"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    reply_api_wecom_kf_conversations__session_id__messages_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KfReply"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KfPlaced"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    move_conversation_api_wecom_kf_conversations__session_id__state_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KfMove"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KfConversationOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_members_api_wecom_logins_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberLoginList"];
                };
            };
        };
    };
    link_member_api_wecom_logins_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberLink"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    unlink_member_api_wecom_logins_delete: {
        parameters: {
            query: {
                account: string;
                userid: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_masses_api_wecom_mass_messages_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
                state?: components["schemas"]["MassState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WecomMassPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_mass_api_wecom_mass_messages_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WecomMassIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WecomMassOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_mass_api_wecom_mass_messages__mass_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mass_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_mass_api_wecom_mass_messages__mass_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mass_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_recipients_api_wecom_mass_messages__mass_id__recipients_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
                state?: components["schemas"]["TargetState"] | null;
            };
            header?: never;
            path: {
                mass_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassTargets"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    refresh_mass_api_wecom_mass_messages__mass_id__refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mass_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remind_staff_api_wecom_mass_messages__mass_id__remind_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mass_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    check_mass_api_wecom_mass_messages_check_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MassCheckIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassCheckOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_connections_api_wecom_mass_messages_connections_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassConnections"];
                };
            };
        };
    };
    list_assets_api_wecom_media_get: {
        parameters: {
            query?: {
                kind?: ("image" | "voice" | "video" | "file") | null;
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    add_asset_api_wecom_media_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_add_asset_api_wecom_media_post"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_content_api_wecom_media__asset_id__content_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_moments_api_wecom_moments_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
                state?: components["schemas"]["MomentState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MomentPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_moment_api_wecom_moments_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MomentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WecomMomentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_moment_api_wecom_moments__number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MomentDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_moment_api_wecom_moments__number__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MomentDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_reactions_api_wecom_moments__number__reactions_get: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Only below what this member published. */
                userid?: string;
            };
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReactionPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    refresh_moment_api_wecom_moments__number__refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MomentDetail"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_notices_api_wecom_notices_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    tell_staff_api_wecom_notices_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePlaced"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_products_api_wecom_products_get: {
        parameters: {
            query?: {
                connection_id?: number | null;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    add_product_api_wecom_products_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProduct"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_product_api_wecom_products__product_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_product_api_wecom_products__product_id__delete: {
        parameters: {
            query?: {
                connection_id?: number | null;
            };
            header?: never;
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    staff_figures_api_wecom_staff_figures_get: {
        parameters: {
            query: {
                from: string;
                staff?: number | null;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffFiguresList"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_figures_api_wecom_staff_figures_read_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiguresWanted"];
                };
            };
        };
    };
    list_transfers_api_wecom_transfers_get: {
        parameters: {
            query?: {
                handover?: string | null;
                limit?: number;
                offset?: number;
                sort?: string | null;
                state?: components["schemas"]["TransferState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerTransferPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_transfer_api_wecom_transfers_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerTransferIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerTransferPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_candidates_api_wecom_transfers_candidates_get: {
        parameters: {
            query: {
                connection_id?: number | null;
                limit?: number;
                offset?: number;
                q?: string;
                sort?: string | null;
                staff: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferCandidates"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    look_now_api_wecom_transfers_look_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookedFor"];
                };
            };
        };
    };
    list_unassigned_api_wecom_unassigned_get: {
        parameters: {
            query?: {
                connection_id?: number | null;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrphanPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_rules_api_wecom_word_rules_get: {
        parameters: {
            query?: {
                connection_id?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordRuleList"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    add_rule_api_wecom_word_rules_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordRuleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordRuleOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_rule_api_wecom_word_rules__rule_id__get: {
        parameters: {
            query?: {
                connection_id?: number | null;
            };
            header?: never;
            path: {
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordRuleOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_rule_api_wecom_word_rules__rule_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordRuleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordRuleOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_rule_api_wecom_word_rules__rule_id__delete: {
        parameters: {
            query?: {
                connection_id?: number | null;
            };
            header?: never;
            path: {
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    collect_v1_events_post: {
        parameters: {
            query?: {
                key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: {
                        account?: string;
                        event: string;
                        /** Format: uuid */
                        event_id: string;
                        ids: {
                            [key: string]: string;
                        };
                        properties?: Record<string, never>;
                        session_id?: string;
                        /** Format: date-time */
                        time: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    receive_v1_hooks__key__post: {
        parameters: {
            query?: never;
            header?: {
                "X-Huayuan-Signature"?: string;
                "X-Huayuan-Timestamp"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    log_in_v1_mini_program__key__login_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitorLoginIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorLoginOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    give_phone_v1_mini_program__key__phone_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
}
